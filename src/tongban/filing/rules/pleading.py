"""From answers to a complaint (起诉状): parties, claims, facts (CPL 124)."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from tongban.cases.vocabulary import PartyData, Side
from tongban.filing.vocabulary import Answers, Interview, Kind, Pleading
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.money import Money, parse_amount
from tongban.kernel.refusal import Refusal

_GAP = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")


def claim_of(answers: Answers) -> Money | Refusal:
    """The amount in dispute: what was lent less what was repaid."""
    lent = parse_amount(answers.get("loan.amount", ""), field="loan.amount")
    if isinstance(lent, Refusal):
        return lent
    repaid_text = answers.get("loan.repaid", "").strip()
    if not repaid_text or repaid_text.strip("0.") == "":
        return lent
    repaid = parse_amount(repaid_text, field="loan.repaid")
    if isinstance(repaid, Refusal):
        return repaid
    if repaid >= lent:
        return Refusal("filing.nothing_left_to_claim", "CPL 122(3)", ("loan.amount", "loan.repaid"))
    return lent - repaid


def pleading_of(interview: Interview, answers: Answers, *, applicant: UUID, platform: str) -> Pleading | Refusal:
    """The structured complaint; refused when the amount cannot be worked out."""
    claim = claim_of(answers)
    if isinstance(claim, Refusal):
        return claim
    words = _with_dates_as_written(interview, answers) | {
        "claim.amount": claim.grouped_text,
        "loan.amount": _grouped(answers, claim),
    }
    return Pleading(
        parties=(
            _party(answers, "plaintiff", Side.PLAINTIFF, person=applicant, platform=platform),
            _party(answers, "defendant", Side.DEFENDANT),
        ),
        claim=claim,
        claims=tuple(_fill(text, words) for text in interview.claims),
        facts=_fill(interview.facts, words),
        cause=interview.cause,
    )


def _grouped(answers: Answers, claim: Money) -> str:
    lent = parse_amount(answers.get("loan.amount", ""), field="loan.amount")
    amount = lent if isinstance(lent, Money) else claim
    return amount.grouped_text


def _party(answers: Answers, prefix: str, side: Side, *, person: UUID | None = None, platform: str = "") -> PartyData:
    def value(name: str) -> str:
        return answers.get(f"{prefix}.{name}", "").strip()

    return PartyData(
        side=side,
        name=value("name"),
        kind=value("kind") or "natural",
        person=person,
        id_kind="resident" if value("id_number") else "",
        id_number=identity_form(value("id_number")),
        phone=value("phone"),
        email=value("email"),
        address=value("address"),
        division=value("division"),
        platform=platform,
    )


def _with_dates_as_written(interview: Interview, answers: Answers) -> Answers:
    """The answers with their dates as a Chinese paper writes them: 2025年3月12日."""
    dates = {q.id for page in interview.pages for q in page.questions if q.kind is Kind.DATE}
    return {key: _as_written(value) if key in dates else value for key, value in answers.items()}


def _as_written(value: str) -> str:
    try:
        day = date.fromisoformat(value.strip())
    except ValueError:
        return value
    return f"{day.year}年{day.month}月{day.day}日"


def _fill(text: str, words: Answers) -> str:
    """`text` with each {question.id} replaced by its answer, which goes in as it is and is never read as a pattern."""
    return _GAP.sub(lambda gap: words.get(gap[1], "").strip(), text)
