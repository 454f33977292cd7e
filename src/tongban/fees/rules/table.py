"""The decree as data: the items of the tariff and what the law leaves open (data/tariff.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from tongban.fees.rules.exact import FEN, GRAIN
from tongban.fees.rules.ladder import Ladder, ladder
from tongban.fees.vocabulary import FeeKind, OpenQuestion, Reading
from tongban.kernel.nearest import everyday_words, nearest
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

_KINDS = "交纳办法 13, 14"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the tariff; amounts in grains (`rules/exact.py`).

    `bands`: on an amount without which there is no fee; `plus`: on an amount that may be there, on top of a range.
    `halves`: the articles that halve it. `instead`: the item that counts under a reading of an open question.
    `local_instead`: a court may set a flat figure.
    """

    article: str
    basis: str
    valid_from: date
    halves: frozenset[int]
    bands: Ladder
    plus: Ladder
    flat: int | None
    range: tuple[int, int] | None
    part: tuple[int, int]
    cap: int | None
    instead: tuple[tuple[Reading, FeeKind], ...]
    local_instead: bool
    also: tuple[str, ...]

    @property
    def takes_amount(self) -> bool:
        """Whether an amount plays a part."""
        return bool(self.bands.bands or self.plus.bands)

    @property
    def takes_local(self) -> bool:
        """Whether a court or a province sets a figure of its own here."""
        return self.range is not None or self.local_instead


@dataclass(frozen=True, slots=True)
class Open:
    """An open question: where it stands, and its readings, the followed one first."""

    law: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Tariff:
    """The decree."""

    citation: str
    currency: str
    valid_from: date
    items: dict[FeeKind, Item]
    open: dict[OpenQuestion, Open]

    @property
    def last_change(self) -> date:
        """From when everything in it is in force: the day to ask about when none is given."""
        return max(item.valid_from for item in self.items.values())


@cache
def tariff() -> Tariff:
    """The shipped tariff."""
    raw = tomllib.loads(files("tongban.fees").joinpath("data", "tariff.toml").read_text(encoding="utf-8"))
    head, items = raw["instrument"], raw["items"]
    read = {FeeKind(key): _item(head | row, items) for key, row in items.items()}
    asked = {
        OpenQuestion(key): Open(row["law"], tuple(Reading(word) for word in row["readings"]))
        for key, row in raw["open"].items()
    }
    return Tariff(head["citation"], head["currency"], head["valid_from"], read, asked)


def kind_named(name: str) -> FeeKind | Refusal:
    """The kind of fee called `name`: its key with `_` or `-`, another name under which clerks know it, or its term."""
    key = name.strip().lower().replace("-", "_")
    found = _names().get(key)
    if found:
        return found
    near = nearest(key, _said())
    if near:
        facts = (("typed", name[:40]), ("near_kinds", "、".join(near)))
        return Refusal("fees.kind_loose", _KINDS, ("kind",), facts)
    return Refusal("fees.kind_unknown", _KINDS, ("kind",), (("typed", name[:40]),))


@cache
def _said() -> dict[str, tuple[str, ...]]:
    """Every kind with its names and the everyday words that may mean it."""
    words = everyday_words("tongban.fees", "kind_words.csv")
    return {
        kind.value: (kind.value, kind.term, *item.also, *words[kind.value]) for kind, item in tariff().items.items()
    }


@cache
def _names() -> dict[str, FeeKind]:
    found: dict[str, FeeKind] = {}
    for kind, item in tariff().items.items():
        found |= dict.fromkeys((kind.value, kind.term, *item.also), kind)
    return found


def followed(question: OpenQuestion, readings: Iterable[Reading]) -> Reading:
    """The reading of an open question: the one that the court chose, else the first of the table."""
    known = tariff().open[question].readings
    return next((reading for reading in readings if reading in known), known[0])


def reading_step(question: OpenQuestion, readings: Iterable[Reading]) -> Step:
    """The step that says which reading is followed and which others there are."""
    asked, taken = tariff().open[question], followed(question, readings)
    others = "、".join(reading.term for reading in asked.readings if reading is not taken)
    return step("fees.reading", asked.law, question=question.term, followed=taken.term, others=others)


def contradiction(readings: Iterable[Reading]) -> Refusal | None:
    """Two readings of one question cannot both be followed."""
    chosen = set(readings)
    for question, asked in tariff().open.items():
        both = [reading.term for reading in asked.readings if reading in chosen]
        if len(both) > 1:
            facts = (("question", question.term), ("readings", "、".join(both)))
            return Refusal("fees.readings_contradict", asked.law, ("reading",), facts)
    return None


def _item(raw: dict[str, object], items: dict[str, dict[str, object]]) -> Item:
    like = items[str(raw["like"])] if "like" in raw else raw
    article, span, part, instead = str(raw["article"]), raw.get("range"), raw.get("part"), raw.get("instead")
    since = raw["valid_from"]
    assert isinstance(since, date)  # noqa: S101 - the table is shipped and tested
    return Item(
        article=article,
        basis=str(raw["basis"]),
        valid_from=since,
        halves=frozenset(raw["halves"]),  # type: ignore[call-overload]
        bands=ladder(article, like.get("bands")),
        plus=ladder(article, raw.get("plus")),
        flat=_grains(raw["flat"]) if "flat" in raw else None,
        range=(_grains(span[0]), _grains(span[1])) if isinstance(span, list) else None,
        part=(int(part[0]), int(part[1])) if isinstance(part, list) else (1, 1),
        cap=_grains(raw["cap"]) if "cap" in raw else None,
        instead=tuple(
            (Reading(key), FeeKind(kind)) for key, kind in (instead if isinstance(instead, dict) else {}).items()
        ),
        local_instead=bool(raw.get("local_instead")),
        also=tuple(str(name) for name in (raw.get("also") or ())),  # type: ignore[attr-defined]
    )


def _grains(yuan: object) -> int:
    return int(Decimal(str(yuan)) * FEN * GRAIN)
