"""From answers to a complaint (起诉状): parties, claims, facts, and the schedule of what is claimed (CPL 124)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tongban.cases.vocabulary import PartyData, Side, Track
from tongban.fees.vocabulary import FeeKind
from tongban.filing.rules.agent import agent_told
from tongban.filing.rules.for_client import files_for_client
from tongban.filing.rules.positions import asking, faced, positions
from tongban.filing.rules.schedule import claim_in, schedule
from tongban.filing.rules.told import Told
from tongban.filing.rules.writing import made_of, written
from tongban.filing.vocabulary import Answers, Interview, Pleading
from tongban.filing.vocabulary.interviews import Case
from tongban.kernel.lookup_forms import identity_form
from tongban.kernel.refusal import Refusal
from tongban.people.law import born_by_number, sex_by_number
from tongban.people.vocabulary import PERSONAL_PAPERS, IdKind, PersonKind

SIDES = (Side.PLAINTIFF, Side.DEFENDANT)
ABROAD = "abroad"
"""The answer that somebody lives outside the mainland; its courts treat Hong Kong, Macao and Taiwan alike (SI 549)."""
_FIRST = Side.PLAINTIFF.value
AGAINST = "appeal.against"
"""The answer that says whom an appeal disputes with, where several stand on the appellant's side (SI 317)."""


def pleading_of(
    interview: Interview,
    answers: Answers,
    *,
    applicant: UUID,
    platform: str,
    on: date,
    carried: tuple[PartyData, ...] = (),
) -> Pleading | Refusal:
    """The structured complaint of a filing handed in on that day: interest runs up to it.

    `carried`: the parties, where they are those of an earlier case and not only what the answers say.
    Refused when the amount cannot be worked out, or nothing is asked of the court but the costs.
    """
    lines, told = schedule(interview, answers, today=on)
    claim = claim_in(interview, lines)
    if isinstance(claim, Refusal):
        return claim
    by_agent = files_for_client(answers, applicant)
    first = None if by_agent else applicant
    parties = carried or tuple(
        _party(row, side, person=first if side is Side.PLAINTIFF and row.row == 1 else None, platform=platform)
        for side in SIDES
        for row in told.in_rows(side.value)
    )
    if interview.opens and interview.opens.track is Track.SECOND_INSTANCE and carried:
        parties = positions(parties, told.text(AGAINST))
    named = {Side.PLAINTIFF.value: asking(parties), Side.DEFENDANT.value: faced(parties)}
    made = made_of(lines, claim, {side: [p.name for p in found] for side, found in named.items()})
    claims = written(interview.claims, told, made)
    if not claims:
        return Refusal("filing.nothing_asked", "CPL 122(3), 124(3)")
    return Pleading(
        parties=parties,
        claim=claim,
        claims=(*claims, *written((interview.costs,), told, made)),
        facts="\n".join(written(interview.facts, told, made)),
        cause=value_of(interview.cause, told),
        fee_kind=FeeKind(value_of(interview.fee, told)),
        schedule=lines,
        agent=agent_told(answers),
        by_agent=by_agent,
        personal=dict(map(_personal, told.in_rows(_FIRST))),
        heads={name: head for row in told.in_rows(_FIRST) for name, head in [_head(row)] if head},
        **_called(interview),
    )


def _head(row: Told) -> tuple[str, str]:
    """Who stands in a row of those who ask, and its legal representative, where it is an organisation."""
    return row.text(f"{_FIRST}.name"), str(row.value(f"{_FIRST}.representative") or "")


def _personal(row: Told) -> tuple[str, dict[str, str]]:
    """By number, or else name, what else is known of a person who asks (CPL 124(1)): sex and day of birth as the
    identity number tells them.
    """
    paper = str(row.value(f"{_FIRST}.id_kind") or IdKind.RESIDENT)
    number = str(row.value(f"{_FIRST}.id_number") or "")
    born = born_by_number(paper, number) or row.value(f"{_FIRST}.born")
    known = {
        "sex": sex_by_number(paper, number),
        "born": born.isoformat() if isinstance(born, date) else "",
        "ethnicity": str(row.value(f"{_FIRST}.ethnicity") or ""),
        "work": str(row.value(f"{_FIRST}.work") or ""),
    }
    return number or row.text(f"{_FIRST}.name"), {name: value for name, value in known.items() if value}


def _called(interview: Interview) -> dict[str, Any]:
    opens = interview.opens
    return {"paper": opens.paper, "sides": opens.sides} if opens else {}


def value_of(cases: tuple[Case, ...], told: Told, otherwise: str = "") -> str:
    """The first of several values whose condition the answers meet."""
    return next((case.value for case in cases if told.holds(case.when)), otherwise)


def _party(row: Told, side: Side, *, person: UUID | None, platform: str) -> PartyData:
    def value(name: str) -> str:
        return row.text(f"{side.value}.{name}") if row.value(f"{side.value}.{name}") is not None else ""

    number, code = identity_form(value("id_number")), identity_form(value("credit_code"))
    told = str(row.value(f"{side.value}.id_kind") or "")
    paper = told if told in PERSONAL_PAPERS else IdKind.RESIDENT.value
    return PartyData(
        side=side,
        name=value("name"),
        kind=value("kind") or PersonKind.NATURAL,
        person=person,
        id_kind=paper if number else IdKind.CREDIT_CODE if code else "",
        id_number=number or code,
        phone=value("phone"),
        email=value("email"),
        address=value("address"),
        division=value("division"),
        platform=platform if person else "",
        guardian=value("guardian"),
        abroad=row.value(f"{side.value}.where") == ABROAD,
    )
