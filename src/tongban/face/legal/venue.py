"""Venue as data: the courts that may take a case, the grounds that fell away, what becomes of a case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tongban.courts.law import VenueQuestion, check_court, competent_courts, unused_facts
from tongban.courts.vocabulary import CompetentCourt, Handling, LostGround
from tongban.face.legal.told import Told
from tongban.face.sayings import refusal_data, step_data
from tongban.kernel.refusal import Refusal

VENUE_EXAMPLE: dict[str, Any] = {
    "matter": "private_lending",
    "plaintiffs": [{"name": "甲", "domicile": "510107"}],
    "defendants": [{"name": "乙", "domicile": "重庆市渝中区", "habitual": ""}],
    "claim": "money",
    "amount": "186500.00",
    "agreements": [{"kind": "defendant", "written": True}],
    "foreign": False,
    "on": "2026-03-02",
}
"""Facts to begin with."""
LARGEST = 1_000_000
LAW = "house rule: what a facts file may hold"


def facts_in(raw: bytes, name: str) -> dict[str, Any] | Refusal:
    """The facts that a file or a request called `name` holds; refused when it is no JSON object."""
    shown = (("file", name[-60:]),)
    try:
        text = raw.decode("utf-8-sig")
    except ValueError:
        return Refusal("venue.not_text", LAW, ("facts",), shown)
    if len(raw) > LARGEST or not text.strip():
        return Refusal("venue.empty_or_huge", LAW, ("facts",), shown)
    return _parsed(text, shown)


def _parsed(text: str, shown: tuple[tuple[str, str], ...]) -> dict[str, Any] | Refusal:
    """The object that `text` holds; its text must be writable again, which lone surrogates are not."""
    try:
        facts = json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
        json.dumps(facts, ensure_ascii=False, default=str).encode()
    except RecursionError:
        return Refusal("venue.empty_or_huge", LAW, ("facts",), shown)
    except ValueError as problem:
        return Refusal("venue.not_json", LAW, ("facts",), (*shown, ("problem", str(problem)[:120])))
    return facts if isinstance(facts, dict) else Refusal("venue.not_an_object", LAW, ("facts",), shown)


def _no_number(text: str) -> None:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once each: of two values it would be unclear which one was meant."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(", ".join(sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})))
    return found


def venue_told(question: VenueQuestion) -> Told | Refusal | tuple[Refusal, ...]:
    """The courts, the one to be checked, or what becomes of the case; every ground with its reason when no court is."""
    dispute, on = question.dispute, question.on
    if question.decide:
        handled = question.decide()
        return handled if isinstance(handled, Refusal) else _handled(handled, on)
    if question.court:
        checked = check_court(question.court, dispute, on=on)
        return checked if isinstance(checked, Refusal) else _told([checked], (), question)
    found = competent_courts(dispute, on=on)
    if isinstance(found, Refusal):
        return found
    return _told(found.courts, found.lost, question) if found.courts else tuple(lost.why for lost in found.lost)


def _told(courts: Sequence[CompetentCourt], lost: Sequence[LostGround], question: VenueQuestion) -> Told:
    return Told(
        {
            "on": question.on.isoformat(),
            "courts": [_court_data(rank, court) for rank, court in enumerate(courts, 1)],
            "lost": [{"ground": item.ground, "place": item.place, **refusal_data(item.why)} for item in lost],
            "unused": list(unused_facts(question.dispute, question.on)),
        }
    )


def _handled(found: Handling, on: date) -> Told:
    data = {
        "on": on.isoformat(),
        "outcome": found.outcome.value,
        "term": found.outcome.term,
        "court": found.court,
        "to": list(found.to),
        "article": found.article,
        "days": {period: day.isoformat() for period, day in found.days.items()},
    }
    return Told(data, found.steps)


def _court_data(rank: int, court: CompetentCourt) -> dict[str, Any]:
    return {
        "rank": rank,
        "code": court.code,
        "name": court.name,
        "ground": court.ground,
        "term": court.term,
        "article": court.article,
        "exclusive": court.exclusive,
        "also": list(court.also),
        "steps": step_data(court.steps),
    }
