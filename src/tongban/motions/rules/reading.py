"""Answers of a form as a kind of motion asks for them: read once, with everything that is missing or wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tongban.kernel.amount_words import amount_typed
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal
from tongban.motions.vocabulary import Answer, Field

LONGEST = 4000
"""Characters of one answer: a house rule."""
_LENGTHS = "house rule: lengths of answers"

Told = Mapping[str, str]
"""Answers by the name of their field, each in its one form: amounts as decimal text, days as ISO, uids as text."""


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what an answer may name: the other side's parties, the codes of the courts, the currency of the case,
    the applicant's periods.
    """

    opponents: Collection[UUID] = ()
    courts: Collection[str] = ()
    currency: str = "CNY"
    periods: Collection[str] = ()


def read(fields: Iterable[Field], typed: Mapping[str, str], named: Named) -> tuple[dict[str, str], list[Refusal]]:
    """The answers that `fields` ask for, and all that is missing or wrong; what nobody asked for is left out."""
    told: dict[str, str] = {}
    found: list[Refusal] = []
    for field in fields:
        text = str(typed.get(field.name, "")).strip()
        if not text:
            found += [Refusal("motions.answer_missing", field.law, (field.name,))] if field.needed else []
        elif len(text) > LONGEST:
            found.append(Refusal("motions.answer_too_long", _LENGTHS, (field.name,), (("most", str(LONGEST)),)))
        else:
            one = _read(field, text, named)
            if isinstance(one, Refusal):
                found.append(one)
            else:
                told[field.name] = one
    return told, found


def _read(field: Field, text: str, named: Named) -> str | Refusal:
    unknown = Refusal("motions.no_such_choice", field.law, (field.name,), (("typed", text[:40]),))
    match field.answer:
        case Answer.AMOUNT:
            amount = amount_typed(text, field=field.name, currency=named.currency, zero=True)
            return amount.decimal_text if isinstance(amount, Money) else amount
        case Answer.DAY:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                return Refusal("motions.day_unreadable", field.law, (field.name,), (("typed", text[:40]),))
        case Answer.CHOICE:
            return text if text in field.choices else unknown
        case Answer.OPPONENT:
            return text if text in {str(uid) for uid in named.opponents} else unknown
        case Answer.COURT:
            return text if text in named.courts else unknown
        case Answer.PERIOD:
            return text if text in named.periods else unknown
        case Answer.LINES:
            return "\n".join(lines(text)) or Refusal("motions.answer_missing", field.law, (field.name,))
        case Answer.LINE:
            return " ".join(text.split())
    return text


def lines(text: str) -> tuple[str, ...]:
    """The lines of an answer that say something, without their own numbers' full stop at the end."""
    return tuple(line.strip().rstrip("。；;") for line in text.splitlines() if line.strip(" 。；;\t"))


def day(told: Told, name: str) -> date | None:
    """A day that was read; None where nothing was said."""
    return date.fromisoformat(told[name]) if told.get(name) else None


def day_of(told: Told, name: str) -> str:
    """A day that was read, as a paper says it: 2026年12月1日."""
    day = date.fromisoformat(told[name])
    return f"{day.year}年{day.month}月{day.day}日"


def amount_of(told: Told, name: str, currency: str) -> Money | None:
    """An amount that was read; None where nothing was said."""
    if not told.get(name):
        return None
    found = parse_amount(told[name], field=name, currency=currency, zero=True)
    return found if isinstance(found, Money) else None
