// Plays what wx.createAnimation exported on an element: step after step, each from where the last one ended.

const ANGLES = new Set(['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']);
const LENGTHS = new Set(['translate', 'translateX', 'translateY', 'translateZ', 'translate3d']);
const LONGEST_WAIT_MS = 1000;
const queues = new WeakMap();

/** A length as CSS wants it: bare numbers are pixels, rpx are of the screen's width. */
function cssLength(value) {
  if (typeof value === 'number') return `${value}px`;
  return String(value).replace(/(-?[\d.]+)rpx/g, (_, number) => `${number / 7.5}vw`);
}

function transformOf({ type, args }) {
  const unit = (value) => {
    if (ANGLES.has(type)) return `${Number(value)}deg`;
    return LENGTHS.has(type) ? cssLength(value) : String(Number(value));
  };
  if (type === 'rotate3d') return `rotate3d(${args.slice(0, 3).map(Number).join(',')},${Number(args[3])}deg)`;
  return `${type}(${args.map(unit).join(',')})`;
}

function frameOf({ animates, option }) {
  const frame = { transformOrigin: String(option.transformOrigin ?? '50% 50% 0') };
  const transforms = animates.filter(({ type }) => type !== 'style').map(transformOf);
  if (transforms.length > 0) frame.transform = transforms.join(' ');
  for (const { type, args } of animates) {
    if (type !== 'style') continue;
    const name = String(args[0]).replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    frame[name] = name === 'opacity' ? Number(args[1]) : cssLength(args[1]);
  }
  return frame;
}

function step(host, dom, action) {
  const { duration = 400, delay = 0, timingFunction = 'linear' } = action.option?.transition ?? {};
  const timing = { duration: Number(duration), delay: Number(delay), fill: 'forwards' };
  const frames = [frameOf({ animates: action.animates ?? [], option: action.option ?? {} })];
  const animation = start(dom, frames, { ...timing, easing: String(timingFunction) });
  if (timing.duration + timing.delay <= LONGEST_WAIT_MS) host.busy(animation.finished.catch(() => undefined));
  return animation.finished.then(
    () => dom.dispatchEvent(new Event('transitionend', { bubbles: true })),
    () => undefined,
  );
}

/** A timing function that CSS cannot read counts as linear. */
function start(dom, frames, timing) {
  try {
    return dom.animate(frames, timing);
  } catch {
    return dom.animate(frames, { ...timing, easing: 'linear' });
  }
}

/** Adds the steps of `exported` to what the element still has to play. */
export function playAnimation(host, dom, exported) {
  if (!dom || !Array.isArray(exported?.actions)) return;
  let queue = queues.get(dom) ?? Promise.resolve();
  for (const action of exported.actions) queue = queue.then(() => step(host, dom, action));
  queues.set(
    dom,
    queue.catch(() => undefined),
  );
}
