// The console works without this file. With it: times in the reader's zone, and a running inspection is followed.
const year = 365 * 24 * 3600;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const known = () => document.cookie.includes(`zone=${zone}`);
if (zone && document.documentElement.dataset.zone !== zone && !known()) {
  document.cookie = `zone=${zone}; path=/; max-age=${year}; SameSite=Strict`;
  if (known() && document.querySelector("time")) location.reload();
}

// On a phone the way one is on may lie beyond the edge of the list of ways.
const ways = document.querySelector(".side nav ul");
const here = ways?.querySelector("[aria-current]");
if (here) ways.scrollLeft = here.offsetLeft - (ways.clientWidth - here.offsetWidth) / 2;

const live = document.querySelector("[data-live]");
if (live) {
  const source = new EventSource(live.dataset.live);
  const put = (name, text) => {
    for (const place of live.querySelectorAll(`[data-put="${name}"]`)) place.textContent = text;
  };
  source.addEventListener("step", (event) => {
    const step = JSON.parse(event.data);
    for (const name of ["run", "page", "reached", "declared", "screens", "calls", "flows", "action", "seconds"]) {
      put(name, step[name]);
    }
    const meter = live.querySelector("progress");
    if (meter) {
      meter.max = Math.max(1, step.declared);
      meter.value = step.reached;
    }
    for (const run of live.querySelectorAll("[data-run]")) run.dataset.state = step.runs[run.dataset.run] ?? "";
    const picture = live.querySelector("img[data-screen]");
    if (picture && step.screen && picture.dataset.screen !== String(step.screen)) {
      picture.dataset.screen = step.screen;
      picture.src = `${live.dataset.screens}?seq=${step.screen}`;
      picture.hidden = false;
    }
  });
  source.addEventListener("over", () => {
    source.close();
    location.reload();
  });
}

for (const box of document.querySelectorAll("[data-submit]")) {
  box.addEventListener("change", () => box.form.requestSubmit());
}
