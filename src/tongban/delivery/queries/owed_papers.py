"""Reading which papers lack a service, and of what nothing shows that its person was told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Layer
from tongban.cases.queries import cases_by_uid
from tongban.cases.queries.witnesses import witnesses_by_uid
from tongban.cases.vocabulary import PartyView
from tongban.cases.vocabulary.witnesses import WitnessState, WitnessView
from tongban.delivery.models import DispatchPaper
from tongban.delivery.rules.owed_papers import (
    JOINED,
    OWED,
    SERVED_ON_PARTIES,
    SUMMONED,
    TELLS,
    TOLD,
    TOLD_BY,
    lacking,
)
from tongban.delivery.vocabulary import DispatchState
from tongban.delivery.vocabulary.owed import TaskKind, Whom
from tongban.documents.queries import heads_of, paper_made, papers_about, papers_in
from tongban.documents.vocabulary import MadePaper
from tongban.people.queries.reach import platforms_of, with_account
from tongban.register.queries import acts_of, brought_about, entries_since
from tongban.register.vocabulary import EntryView

RECEIPT, REFUSAL, NOTICE = "filing/receipt", "filing/refusal", "hearings/witness_notice"
_NAMED = frozenset({Whom.ADDRESSED, Whom.EACH})
_SHOWS = sorted({event for row in TOLD.values() for event in row.shown_by})
_CAME = frozenset({WitnessState.BOUND, WitnessState.TESTIFYING, WitnessState.RELEASED, WitnessState.CONFIRMED})
"""States of a witness who has shown to know the day."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reconciliation found about a paper, or about what the court did with a filing (`about`: its uid).

    `says`: the template, or the fact; `lacks`: something is missing that only a person can mend.
    """

    kind: TaskKind
    about: UUID
    says: str
    court: str
    case: UUID | None
    lacks: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the register shows of who was told, gathered once for a day's comparison.

    `told`: the facts, by id, that were told to their person; `by_filers`: facts by which a filer shows to know, each
    with the filing; `summoned`: the newest fact by which a witness was called; `joined`: when a witness used the code.
    """

    told: frozenset[int]
    by_filers: frozenset[tuple[str, str]]
    summoned: Mapping[str, int]
    joined: Mapping[str, datetime]


def known_since(begin: datetime) -> Known:
    """For acts: what the register shows from `begin` on."""
    return Known(
        told=frozenset(brought_about([*TOLD, SUMMONED], TELLS, begin)),
        by_filers=frozenset((one.event, str(one.body["filing"])) for one in entries_since(_SHOWS, begin)),
        summoned={str(one.body["witness"]): one.id for one in entries_since([SUMMONED], begin)},
        joined={str(one.body["witness"]): one.at for one in entries_since([JOINED], begin)},
    )


def lacks_of(papers: Iterable[MadePaper]) -> dict[UUID, tuple[PartyView, ...] | None]:
    """For acts: by paper, the parties to whom it is owed and who are not to be served with it; None: a person must say.

    Papers of no case here, and those that are no service, are left out. What a judge let fall serves nobody.
    """
    listed = [one for one in papers if OWED[one.paper].whom in SERVED_ON_PARTIES]
    cases = cases_by_uid({one.label.case for one in listed if one.label.case})
    parties = {uid for case in cases.values() for party in case.parties for uid in party.line}
    served: dict[UUID, set[UUID]] = defaultdict(set)
    rows = DispatchPaper.objects.filter(document__in=[one.uid for one in listed])
    for paper, party in rows.exclude(dispatch__state=DispatchState.FALLEN).values_list("document", "dispatch__party"):
        served[paper].add(party)
    named = [one.uid for one in listed if one.subject not in parties and OWED[one.paper].whom in _NAMED]
    heads = heads_of(named)
    found = {}
    for one in listed:
        case = cases.get(one.label.case) if one.label.case else None
        if case is not None:
            found[one.uid] = lacking(one, heads.get(one.uid, ""), case, served[one.uid])
    return found


def lacking_with(paper: UUID) -> tuple[PartyView, ...]:
    """For acts: who is still to be served with this paper; nobody when that is not known, or nothing is lacking."""
    made = paper_made(paper)
    return (lacks_of([made]).get(paper) or ()) if made and made.paper in OWED else ()


def servable_on(paper: UUID) -> tuple[PartyView, ...]:
    """For acts: on whom this paper may be served now: who lacks it, or, where a person must say who, any party of the
    case; of what is sealed its holder alone.
    """
    made = paper_made(paper)
    if made is None or made.paper not in OWED:
        return ()
    lacking, case = lacks_of([made]).get(paper, ()), made.label.case
    if lacking is not None or case is None:
        return lacking or ()
    sealed, parties = made.label.layer is Layer.SEALED, cases_by_uid([case])[case].parties
    return tuple(one for one in parties if not sealed or one.person == made.label.holder)


def unserved(papers: Sequence[MadePaper]) -> list[Finding]:
    """For acts: each of these papers that is served on parties, with whether somebody lacks its service."""
    found = lacks_of(papers)
    return [_about(TaskKind.NOT_ORDERED, one, lacks=found[one.uid] != ()) for one in papers if one.uid in found]


def untold_papers(papers: Sequence[MadePaper], known: Known) -> list[Finding]:
    """For acts: each of these papers for a witness or for whoever filed, with whether nothing shows that it reached
    that person: it lies ready where the person reads, was handed over at the counter, or the person shows to know.
    """
    notices = [one for one in papers if _is_notice(one) and one.subject]
    receipts = [one for one in papers if one.paper == RECEIPT]
    served = {filing for event, filing in known.by_filers if event in TOLD["filing_refused"].shown_by}
    reading = _reading({one.label.holder for one in receipts if one.label.holder})
    # Of its registration, and with that of its receipt, whoever filed is told by a notice that is served.
    told = {one.uid: one.label.case is not None or one.label.holder in reading or _at_counter(one) for one in receipts}
    told |= {one.uid: str(one.subject) in served for one in papers if one.paper == REFUSAL}
    told |= _witnesses_told(notices, known)
    return [
        _about(TaskKind.NOT_TOLD, one, lacks=not (told[one.uid] and one.rendered)) for one in papers if one.uid in told
    ]


def untold_facts(facts: Sequence[EntryView], known: Known) -> list[Finding]:
    """For acts: each of these facts about a filing, with whether nothing shows that whoever filed knows.

    Who filed in the internet zone of this platform reads it there, asking (decision 0021).
    """
    papers = papers_about({UUID(one.body["filing"]) for one in facts}, [RECEIPT, REFUSAL])
    by_paper = {(one.paper, one.subject) for one in papers}
    cases = {one.case for one in facts if one.case and one.event == "filing_accepted"}
    by_paper |= {(one.paper, one.label.case) for one in papers_in(cases, TOLD_BY["filing_accepted"])}
    courts = {str(one.subject): one.label.court for one in papers}
    asks = _of_own_zone({one.label.holder for one in papers if one.label.holder})
    asking = {str(one.subject) for one in papers if one.label.holder in asks}

    def knows(one: EntryView) -> bool:
        filing = one.body["filing"]
        about = {UUID(filing), one.case}
        by_its_paper = any((paper, uid) in by_paper for paper in TOLD_BY.get(one.event, ()) for uid in about)
        by_act = any((event, filing) in known.by_filers for event in TOLD[one.event].shown_by)
        return one.id in known.told or by_its_paper or by_act or filing in asking

    return [
        Finding(
            kind=TaskKind.NOT_TOLD,
            about=UUID(one.body["filing"]),
            says=one.event,
            court=courts.get(one.body["filing"], str(one.actor.get("court", ""))),
            case=one.case,
            lacks=not knows(one),
        )
        for one in facts
    ]


def facts_to_tell(begin: datetime, end: datetime) -> list[EntryView]:
    """For acts: what the court did with filings from `begin` to `end`, the oldest first."""
    return entries_since([*TOLD], begin, end)


def _about(kind: TaskKind, one: MadePaper, *, lacks: bool) -> Finding:
    return Finding(kind, one.uid, one.paper, one.label.court, one.label.case, lacks)


def _is_notice(one: MadePaper) -> bool:
    """Whether it is the notice to a witness itself; the letter beside it, with the code, is the staff's."""
    return one.paper == NOTICE and one.label.layer is not Layer.STAFF


def _witnesses_told(notices: Sequence[MadePaper], known: Known) -> dict[UUID, bool]:
    """By notice, whether its witness knows; the newest one counts, the others are told with it."""
    asked = {one.subject for one in notices if one.subject}
    witnesses = witnesses_by_uid(asked)
    newest = {one.subject: one.uid for one in papers_about(asked, [NOTICE]) if _is_notice(one)}
    return {
        one.uid: newest.get(one.subject) != one.uid or _knows_the_day(witnesses.get(one.subject), one, known)
        for one in notices
        if one.subject
    }


def _knows_the_day(one: WitnessView | None, notice: MadePaper, known: Known) -> bool:
    if one is None:
        return False
    told, joined = known.summoned.get(str(one.uid)), known.joined.get(str(one.uid))
    return one.state in _CAME or told in known.told or (joined is not None and joined >= notice.made_at)


def _reading(persons: set[UUID]) -> set[UUID]:
    """Those who read what is theirs: with an account here, or through the platform on which they act."""
    elsewhere = {person for person, at in platforms_of(persons).items() if at not in ("", settings.TONGBAN.slug)}
    return with_account(persons) | elsewhere


def _of_own_zone(persons: set[UUID]) -> set[UUID]:
    zone = settings.TONGBAN.zone
    return {person for person, at in platforms_of(persons).items() if at == zone.peer} if zone else set()


def _at_counter(one: MadePaper) -> bool:
    """Whether a clerk stood at the side of who handed in when the paper was ordered, and handed it over there."""
    ordered = acts_of(one.label.holder, ("paper_ordered",)) if one.label.holder else []
    return any(entry.actor.get("helper") for entry in ordered if entry.body["document"] == str(one.uid))
