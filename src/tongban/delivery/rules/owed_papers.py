"""Which paper is owed to whom: the one table by which papers go out, and each day is compared with what went out.

A paper that stands neither in `OWED` nor in `NOBODYS` fails the tests: whoever adds a template places it here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from tongban.access.vocabulary import Layer
from tongban.cases.law import ENDED, TRACKS
from tongban.cases.vocabulary import CaseView, PartyView, Side
from tongban.delivery.rules.owed import MAKE_WITHIN
from tongban.delivery.vocabulary import Purpose
from tongban.delivery.vocabulary.owed import Whom
from tongban.documents.vocabulary import MadePaper


@dataclass(frozen=True, slots=True)
class Owed:
    """To whom a kind of paper is owed, and as what it is served; of what is no service, `purpose` is None.

    `purpose` is that of a service of this paper alone: the time to answer runs from the copy of the complaint, not from
    the notice beside it. `routed`: it goes out as soon as it is made, unless its service was ordered with it; the
    others are ordered by the act that makes them, or by the one that signs them. `signed`: it is not owed before its
    signature. `within`: the days after which the reconciliation asks for it.
    """

    whom: Whom
    law: str
    purpose: Purpose | None = None
    routed: bool = False
    signed: bool = False
    within: int = MAKE_WITHIN


OWED: dict[str, Owed] = {
    # Handed in, before there is a case
    "filing/receipt": Owed(Whom.FILER, "SI 208"),
    "filing/refusal": Owed(Whom.FILER, "CPL 126, 157"),
    # The case is opened
    "filing/acceptance_notice": Owed(Whom.ADDRESSED, "CPL 126", Purpose.ACCEPTANCE, routed=True),
    "filing/complaint": Owed(Whom.DEFENDANTS, "CPL 128", Purpose.DEFENCE),
    "filing/oral_record": Owed(Whom.DEFENDANTS, "CPL 128", Purpose.DEFENCE),
    "filing/defence_notice": Owed(Whom.ADDRESSED, "CPL 128", Purpose.OTHER),
    "filing/defence": Owed(Whom.PLAINTIFFS, "CPL 128", Purpose.DEFENCE_COPY, routed=True),
    "delivery/join_letter": Owed(Whom.ADDRESSED, "在线诉讼规则 10", Purpose.OTHER),
    "evidence/evidence_notice": Owed(Whom.ADDRESSED, "证据规定 50", Purpose.EVIDENCE, routed=True),
    # Money
    "fees/payment_notice": Owed(Whom.ADDRESSED, "交纳办法 22", Purpose.PAYMENT, routed=True),
    "fees/fee_statement": Owed(Whom.ADDRESSED, "交纳办法 53", Purpose.PAYMENT, routed=True),
    "fees/relief_decision": Owed(Whom.ADDRESSED, "交纳办法 48(3), 51", Purpose.PAYMENT, routed=True),
    "fees/fee_review": Owed(Whom.ADDRESSED, "交纳办法 43", Purpose.PAYMENT, routed=True),
    # The course of the case
    "delivery/summons": Owed(Whom.EACH, "CPL 139", Purpose.SUMMONS, routed=True),
    "hearings/witness_notice": Owed(Whom.WITNESS, "证据规定 70(1)", within=0),
    "delivery/conversion_notice": Owed(Whom.ADDRESSED, "SI 258(2), 269(2)", Purpose.PROCEDURE, routed=True),
    "delivery/authority_notice": Owed(Whom.ADDRESSED, "CPL 63", Purpose.AUTHORITY, routed=True),
    "delivery/bench_notice": Owed(Whom.ADDRESSED, "CPL 131", Purpose.BENCH, routed=True),
    # What the court decides
    "motions/ruling": Owed(Whom.ADDRESSED, "CPL 106(1), 157", Purpose.RULING),
    "cases/decision": Owed(Whom.ADDRESSED, "CPL 157, 227", Purpose.DECISION, routed=True),
    "cases/appeal_answer": Owed(Whom.ADDRESSED, "CPL 174", Purpose.APPEAL_ANSWER, routed=True),
    "judgments/judgment": Owed(Whom.EVERYBODY, "CPL 151", Purpose.JUDGMENT, signed=True),
}
"""By the template of the paper."""

NOBODYS: dict[str, str] = {
    "delivery/certificate": "proves a service for the file; that one was made is compared with the service itself",
    "delivery/entrustment": "goes to the court that is asked to serve; that way is watched until it is heard of",
    "delivery/handing_on": "goes to the unit that hands papers on; that way is watched until it is heard of",
    "delivery/public_notice": "is the way itself by which other papers are served; it stands on the public list",
    "evidence/capture_manifest": "belongs to an exhibit, and is seen with it by both sides",
    "evidence/chain_report": "is made for the examination of an exhibit, and lies with it on the file for both sides",
    "evidence/exhibit_list": "belongs to the exhibits that a party hands in",
    "fees/fee_receipt": "lies ready for whoever paid, here and at every counter; no period runs from it",
    "fees/recovery_transfer": "is the court's own: its registry and the officer of the enforcement read it",
    "filing/refusal_appeal": "is the filer's own, and goes to the court above with the file",
    "hearings/record": "was read and confirmed by everybody who was heard (CPL 150)",
    "judgments/public_version": "is for the public",
    "motions/application": "lies on the file for whoever may know of it; its copy goes with the ruling that needs one",
    "register/report": "is handed to whoever asks for the proof of a sealed content",
}
"""Papers that are owed to nobody, each with its reason."""

ROUTES: dict[str, Purpose] = {paper: row.purpose for paper, row in OWED.items() if row.routed and row.purpose}
"""Papers that go out as soon as they are made, unless their service was ordered with them."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the court did with a filing, of which whoever filed must be told; `shown_by`: facts by which that person
    shows to know it.
    """

    law: str
    shown_by: frozenset[str] = frozenset()


TOLD: dict[str, Told] = {
    "filing_accepted": Told("CPL 126"),
    "correction_asked": Told("在线诉讼规则 9", frozenset({"filing_corrected", "filing_taken_back"})),
    "correction_period_moved": Told("在线诉讼规则 9", frozenset({"filing_corrected", "filing_taken_back"})),
    "filing_refused": Told("CPL 126", frozenset({"refusal_served", "refusal_appealed"})),
    "other_court_named": Told("CPL 127(4)", frozenset({"filing_moved", "filing_taken_back"})),
    "early_mediation_proposed": Told(
        "CPL 125", frozenset({"filing_to_mediation", "early_mediation_declined", "filing_taken_back"})
    ),
}
"""By the fact, which names its filing."""
TOLD_BY = {
    "filing_accepted": ("filing/acceptance_notice", "cases/decision"),
    "filing_refused": ("filing/refusal",),
}
"""Facts that are told by one of these papers, of the case or of the filing; the paper is compared itself."""
TELLS = frozenset({"news_left", "matter_answered"})
"""Facts that follow from one of these and show that the person was told: here, or through another court or platform."""

_ANSWER = "cases/appeal_answer"
SUMMONED, JOINED = "witness_summoned", "witness_joined"
"""Facts about a witness: the notice was made, which is told like the others; the code of its letter was used."""

_APPEAL = "上诉"
"""Stands in the title of a petition that goes to the other side as an appeal does (`filing.actions.further`)."""
_THIRD = "第三人"
"""Stands in the title of what a third party claims for itself, and of the answer to it."""


def addressees(parties: Sequence[PartyView], *, subject: UUID | None, to: str) -> tuple[PartyView, ...]:
    """The parties a paper is addressed to: the party that is its subject, or who took its place (SI 55), else those
    whose names stand at its head.

    Empty when nobody fits: then a person decides. Of two parties with one name both get the paper.
    """
    named = [name for name in to.split("、") if name]
    own = tuple(p for p in parties if subject in p.line)
    return own or tuple(p for p in parties if p.name in named)


def owed_to(paper: MadePaper, to: str, case: CaseView) -> tuple[PartyView, ...] | None:
    """The parties to whom a paper of this case is owed as things stand; None when it is not clear to whom.

    `to`: the names at its head. What is sealed concerns its holder alone: what names others, too, is owed to nobody
    until they may know of it (CPL 106(1)).
    """
    row = OWED[paper.paper]
    if row.signed and not paper.signed:
        return ()
    found = _WHOM[row.whom](paper, to, case)
    if found is not None and paper.label.layer is Layer.SEALED:
        mine = tuple(p for p in found if _holds(p, paper.label.holder, case))
        return mine if {p.name for p in mine} == {p.name for p in found} else ()
    return found


def purpose_of(paper: MadePaper) -> Purpose:
    """As what this paper is served when it is served alone."""
    if _THIRD in paper.title:
        return {"filing/complaint": Purpose.THIRD_CLAIM, _ANSWER: Purpose.DEFENCE_COPY}.get(paper.paper, _own(paper))
    return Purpose.APPEAL if _is_appeal(paper) else _own(paper)


def _own(paper: MadePaper) -> Purpose:
    return OWED[paper.paper].purpose or Purpose.OTHER


def lacking(paper: MadePaper, to: str, case: CaseView, served: Collection[UUID]) -> tuple[PartyView, ...] | None:
    """Who of them is not to be served with it yet, where `served` are those who are; None when a person must say who.
    Who took the place of somebody whom it had reached has it (SI 55).

    A paper of which it is not clear to whom it is owed lacks nothing once it is ordered for somebody. An appeal is owed
    to the others once its copy is sent (CPL 174); that it is sent in time the court's clock watches.
    """
    found = _copied(paper, case) if served and _is_appeal(paper) else owed_to(paper, to, case)
    if found is None:
        return () if served else None
    if OWED[paper.paper].whom is not Whom.EACH:
        return tuple(p for p in found if p.line.isdisjoint(served))
    there = {p.name for p in found if not p.line.isdisjoint(served)}
    return tuple(p for p in found if p.name not in there)


def _addressed(paper: MadePaper, to: str, case: CaseView) -> tuple[PartyView, ...] | None:
    return addressees(case.parties, subject=paper.subject, to=to) or None


def _defendants(paper: MadePaper, _to: str, case: CaseView) -> tuple[PartyView, ...]:
    if paper.paper == "filing/complaint" and _THIRD in paper.title:
        return tuple(p for p in _copied(paper, case) if p.side is not Side.THIRD_PARTY)
    waits = case.stage == TRACKS[case.track].first or case.stage in ENDED
    owed = case.track.first_instance and not waits and not _is_appeal(paper)
    return case.of_side(Side.DEFENDANT) if owed else ()


def _is_appeal(paper: MadePaper) -> bool:
    return OWED[paper.paper].whom is Whom.DEFENDANTS and _APPEAL in paper.title


def _copied(paper: MadePaper, case: CaseView) -> tuple[PartyView, ...]:
    """Everybody but who appealed; nobody is named where somebody else handed the appeal in for a party."""
    holder = paper.label.holder
    others = tuple(p for p in case.parties if holder is None or not _holds(p, holder, case))
    return others if len(others) < len(case.parties) else ()


def _holds(party: PartyView, holder: UUID | None, case: CaseView) -> bool:
    """Whether what this person holds is the party's: its own, or that of those whose place it took (SI 55)."""
    return holder in {one.person for one in case.everybody if one.uid in party.line}


_WHOM: dict[Whom, Callable[[MadePaper, str, CaseView], tuple[PartyView, ...] | None]] = {
    Whom.ADDRESSED: _addressed,
    Whom.EACH: _addressed,
    Whom.EVERYBODY: lambda _paper, _to, case: case.parties,
    Whom.PLAINTIFFS: lambda _paper, _to, case: case.of_side(Side.PLAINTIFF),
    Whom.DEFENDANTS: _defendants,
}
SERVED_ON_PARTIES = frozenset(_WHOM)
"""To whom papers are owed by service; a witness and whoever filed learn of theirs by other ways."""
