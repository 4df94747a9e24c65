"""The progress bar: which run, which page, how much time is left. On stderr, for people."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from crawler.plan import Progress as Step
from minispect.terminal import safe

RUNS = {
    "zh": {
        "untouched": "不作回应",
        "refuse": "全部拒绝",
        "agree": "全部同意",
        "return": "拒绝后再来",
        "withdraw": "同意后撤回",
        "update": "指引变更",
    },
    "en": {},
}
WORDS = {
    "zh": {"left": "剩余 {0:.0f} 秒", "pages": "页面 {0}/{1}"},
    "en": {"left": "{0:.0f} s left", "pages": "pages {0}/{1}"},
}


class Bar:
    """One line per run, and plain lines where there is no terminal."""

    def __init__(self, runs: tuple[str, ...], lang: str, *, quiet: bool = False) -> None:
        self._lang = lang if lang in WORDS else "en"
        self._runs = runs
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._bar = Progress(
            TextColumn("{task.fields[where]}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[facts]}", markup=False),
            console=self._console,
            transient=False,
            disable=quiet or not self._console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._told = ""

    def __enter__(self) -> "Bar":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, step: Step) -> None:
        """Move the bar of the run; without a terminal say each run once."""
        words = WORDS[self._lang]
        name = RUNS[self._lang].get(step.run, step.run)
        number = self._runs.index(step.run) + 1 if step.run in self._runs else 0
        if step.run not in self._tasks:
            self._tasks[step.run] = self._bar.add_task("", total=max(step.total, 1), where="", facts="")
            if not self._console.is_terminal:
                self.say(f"{number}/{len(self._runs)} {name}")
        facts = f"{words['pages'].format(step.done, step.total)}  {words['left'].format(max(step.seconds_left, 0))}"
        self._bar.update(
            self._tasks[step.run],
            completed=step.done,
            total=max(step.total, 1),
            where=f"{number}/{len(self._runs)} {name}",
            facts=f"{facts}  {safe(step.page, 40)}",
        )

    def say(self, sentence: str) -> None:
        """A line for people."""
        self._console.print(safe(sentence), markup=False)
