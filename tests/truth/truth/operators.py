"""What an operator is: a source transform with the law it is written from, and where all of them are kept."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from truth.program import Program
from truth.words import Draw

Transform = Callable[[Program, Draw], None]
RUNS = ("refuse", "agree")
"""Enough for most: the refuse run starts afresh several times, as checks on what is shown want."""
ALL_RUNS = ("untouched", "refuse", "agree")


@dataclass(frozen=True)
class Operator:
    """``check`` must fail on a mutant of a violation, and must not on a near miss."""

    name: str
    violation: bool
    check: str
    transform: Transform
    also: frozenset[str]
    """Checks that the same act breaks as well, by their own wording; a fail of these is no false alarm."""
    runs: tuple[str, ...]
    variants: int
    """How many forms it has: a mutant's number chooses one."""
    group: str

    @property
    def law(self) -> str:
        return " ".join((self.transform.__doc__ or "").split())

    def apply(self, base: Program, number: int) -> Program:
        """One mutant. Raises Unfit when the program has not the form that the change needs."""
        seed = f"{self.name}/{base.name}/{number}"
        chance = random.Random(seed)
        program = base.copy(_host(chance))
        self.transform(program, Draw(chance, program, number % self.variants))
        return program


OPERATORS: dict[str, Operator] = {}


def violation(
    check: str, *also: str, runs: tuple[str, ...] = RUNS, variants: int = 1, group: str = ""
) -> Callable[[Transform], Transform]:
    return _register(True, check, also, runs, variants, group)


def lawful(
    check: str, *also: str, runs: tuple[str, ...] = RUNS, variants: int = 1, group: str = ""
) -> Callable[[Transform], Transform]:
    return _register(False, check, also, runs, variants, group)


def _register(
    bad: bool, check: str, also: tuple[str, ...], runs: tuple[str, ...], variants: int, group: str
) -> Callable[[Transform], Transform]:
    def keep(transform: Transform) -> Transform:
        name = transform.__name__.replace("_", "-")
        if name in OPERATORS or not transform.__doc__:
            raise ValueError(f"operator {name} is there twice or cites no law")
        OPERATORS[name] = Operator(name, bad, check, transform, frozenset(also), runs, variants, group)
        return transform

    return keep


def _host(chance: random.Random) -> str:
    letters = "".join(chance.choice("abcdefghijkmnpqrstuvwxyz") for _ in range(7))
    return f"{letters}.example"
