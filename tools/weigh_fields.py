"""Learn how much each word field speaks for each dispute, and write it to `filing/data/field_weights.csv`.

.venv/bin/python tools/weigh_fields.py

Run it after a change of `data/word_fields.txt`, `data/stories/*` or the `said` of an interview. It is a multinomial
logistic regression with a ridge, minimised by Adam from zero, so that the same data gives the same weights.
"""

from __future__ import annotations

import math
from pathlib import Path

from tongban.filing.rules.interview import interviews
from tongban.filing.rules.likeness import learnt, learnt_from, values_of
from tongban.filing.rules.word_fields import fields_in

FILE = Path(__file__).parents[1] / "src" / "tongban" / "filing" / "data" / "field_weights.csv"
ROUNDS, STEP, RIDGE = 80, 0.05, 2.0
FEWEST = 3
"""A field that stands in fewer stories is not weighed."""
SLOW, SQUARES, TINY = 0.9, 0.99, 1e-8
"""The two averages of Adam, and what keeps it from dividing by nothing."""

Row = list[tuple[int, float]]


def main() -> None:
    """Learn and write."""
    names = list(interviews())
    told = [(names.index(name), values_of(fields_in(story))) for name, story in learnt()]
    often: dict[str, int] = {}
    for _at, values in told:
        for field in values:
            often[field] = often.get(field, 0) + 1
    fields = sorted(field for field, count in often.items() if count >= FEWEST)
    places = {field: at for at, field in enumerate(fields)}
    rows = [(at, [(places[field], value) for field, value in values.items() if field in places]) for at, values in told]
    weights = learn(rows, len(fields), len(names))
    lines = [f"# {learnt_from()}", ",".join(("field", *names))]
    lines += [",".join((field, *(f"{one:.3f}" for one in weights[at]))) for field, at in places.items()]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def learn(rows: list[tuple[int, Row]], fields: int, names: int) -> list[list[float]]:
    """The weights, by field and dispute."""
    weights = [[0.0] * names for _ in range(fields)]
    slow = [[0.0] * names for _ in range(fields)]
    squares = [[0.0] * names for _ in range(fields)]
    for turn in range(1, ROUNDS + 1):
        slope = [[RIDGE * one for one in row] for row in weights]
        for right, row in rows:
            missed = _missed(weights, row, right)
            for field, value in row:
                here = slope[field]
                for at, one in enumerate(missed):
                    here[at] += value * one
        for field in range(fields):
            for at in range(names):
                one = slope[field][at]
                slow[field][at] = SLOW * slow[field][at] + (1 - SLOW) * one
                squares[field][at] = SQUARES * squares[field][at] + (1 - SQUARES) * one * one
                pace = math.sqrt(squares[field][at] / (1 - SQUARES**turn)) + TINY
                weights[field][at] -= STEP * slow[field][at] / (1 - SLOW**turn) / pace
    return weights


def _missed(weights: list[list[float]], row: Row, right: int) -> list[float]:
    """What each dispute was given of a story, less what it should have been given."""
    heights = [0.0] * len(weights[0])
    for field, value in row:
        for at, weight in enumerate(weights[field]):
            heights[at] += value * weight
    top = max(heights)
    shares = [math.exp(one - top) for one in heights]
    whole = sum(shares)
    return [one / whole - (at == right) for at, one in enumerate(shares)]


if __name__ == "__main__":
    main()
