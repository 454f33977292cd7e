"""A case as one person may see it: plain JSON, so that a page shows it alike whether the case lives here or elsewhere.

Every section starts from what the domain's own queries let this viewer see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.law import guardian_on, in_person
from tongban.cases.queries import case_seen_by, clocks_of, consents_of, open_acts
from tongban.cases.queries.agents import authorities_seen_by, party_of_viewer
from tongban.cases.queries.offices import bench_section
from tongban.cases.queries.online import step_changes_seen_by
from tongban.cases.queries.turns import turns_open_to, turns_seen_by
from tongban.cases.queries.witnesses import witnesses_seen_by
from tongban.cases.vocabulary import CaseView, PartyView
from tongban.cases.vocabulary.agents import AuthorityView
from tongban.cooperation.queries.further import begun_from
from tongban.cooperation.queries.timeline import timeline
from tongban.cooperation.vocabulary import Sheet
from tongban.courts.queries import court_name
from tongban.delivery import queries as delivery
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView
from tongban.dossier import queries as dossier
from tongban.evidence import queries as evidence
from tongban.fees import queries as fees
from tongban.filing import queries as filing
from tongban.filing.queries.third_claims import third_claims
from tongban.filing.vocabulary.agent import PRIVATE_KINDS
from tongban.hearings import queries as hearings
from tongban.judgments import queries as judgments
from tongban.kernel.facts import plain
from tongban.kernel.money import Money
from tongban.kernel.steps import kept
from tongban.mediation import queries as mediation
from tongban.motions import queries as motions
from tongban.people.queries.corrections import corrected
from tongban.register.queries import seals_of
from tongban.register.vocabulary import SealView


class OwnSheet(Mapping[str, Any]):
    """A case that lives here, as this viewer may see it. A page asks for few sections: each is read when asked for."""

    def __init__(self, viewer: Viewer, view: CaseView) -> None:
        """`view`: the case, as `viewer` was found entitled to see it."""
        self.viewer, self.view = viewer, view
        self.mine, self.authority = party_of_viewer(viewer, view)
        self._read: dict[str, Any] = {}
        self._documents: dict[UUID, DocumentView] | None = None

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a section is plain JSON
        """The section, as it was when first asked for."""
        if name not in self._read:
            self._read[name] = _SECTIONS[name](self)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in _SECTIONS

    def __iter__(self) -> Iterator[str]:
        return iter(_SECTIONS)

    def __len__(self) -> int:
        return len(_SECTIONS)

    def documents(self) -> dict[UUID, DocumentView]:
        """What this viewer may see of the case's documents, the oldest first; several sections tell of them.

        A copy of an identity paper is none of them: the person finds it with the filing, and it goes to no peer.
        """
        if self._documents is None:
            found = documents_of(self.viewer, case=self.view.uid)
            self._documents = {d.uid: d for d in found if d.kind not in PRIVATE_KINDS}
        return self._documents


def sheet_of(viewer: Viewer, case: UUID) -> Sheet:
    """The whole sheet, for sending it."""
    return dict(OwnSheet(viewer, case_seen_by(viewer, case)))


def _court(sheet: OwnSheet) -> dict[str, str]:
    code, today = sheet.view.court, timezone.localtime(sheet.viewer.now).date()
    return {"code": code, "name": court_name(code, today)}


def _parties(sheet: OwnSheet) -> list[dict[str, Any]]:
    """As handed in; where the record of a person was corrected since, what of it, where and when (PIPL 46)."""
    notes = {one.person: one for one in corrected([p.person for p in sheet.view.parties if p.person])}
    found: list[dict[str, Any]] = []
    for party in sheet.view.parties:
        line: dict[str, Any] = {
            "uid": str(party.uid),
            "side": party.side.value,
            "name": party.name,
            "joined": party.joined,
        }
        guardian = guardian_on(sheet.view, party, timezone.localtime(sheet.viewer.now).date())
        line |= {key: told for key, told in (("guardian", guardian), ("loss", party.loss or "")) if told}
        one = notes.get(party.person) if party.person else None
        if one is not None:
            day = timezone.localtime(one.at).date()
            line["corrected"] = {
                "fields": list(one.fields),
                "court": court_name(one.court, day),
                "day": day.isoformat(),
            }
        found.append(line)
    return found


def _clocks(sheet: OwnSheet) -> list[dict[str, Any]]:
    mine = sheet.mine

    def owner(owed_by: str) -> str:
        if owed_by in {"court", "mediator"}:
            return owed_by
        return "me" if mine and owed_by == str(mine.uid) else "other"

    return [
        {
            "uid": str(clock.uid),
            "rule": clock.rule,
            "due": clock.due.isoformat() if clock.due else None,
            "due_at": clock.due_at.isoformat() if clock.due_at else None,
            "owed_by": owner(clock.owed_by),
            "article": clock.article,
            "met_at": clock.met_at.isoformat() if clock.met_at else None,
            "provisional": clock.provisional,
            "steps": kept(clock.steps),
            "stands_since": clock.stands_since.isoformat() if clock.stands_since else None,
        }
        for clock in clocks_of(sheet.view.uid, sheet.viewer)
    ]


def _papers(sheet: OwnSheet) -> list[dict[str, Any]]:
    documents = [d for d in sheet.documents().values() if d.newest is not None]
    seals = seals_of([d.newest.uid for d in documents if d.newest])
    return [_paper(d, seals) for d in documents]


def _paper(document: DocumentView, seals: dict[UUID, SealView]) -> dict[str, Any]:
    newest = document.newest
    assert newest is not None  # noqa: S101 - papers without a version are left out by the caller
    seal = seals.get(newest.uid)
    return {
        "uid": str(document.uid),
        "version": str(newest.uid),
        "kind": document.kind,
        "title": document.title,
        "at": document.made_at.isoformat(),
        "code": document.code,
        "signed": newest.signed,
        "seal": {"position": seal.position, "proven": seal.proven_at is not None} if seal else None,
        "files": [{"sha256": newest.sha256, "size": newest.size, "media_type": newest.media_type, "name": newest.name}],
    }


def _consents(sheet: OwnSheet) -> dict[str, str]:
    mine = sheet.mine
    if mine is None:
        return {}
    answers = consents_of(sheet.view.uid)
    return {step.value: view.choice.value for (party, step), view in answers.items() if party == mine.uid}


def _step_changes(sheet: OwnSheet) -> list[dict[str, str]]:
    """What this party asked about the way of steps and the judge decided, and what was moved for everybody."""
    mine = sheet.mine
    return [
        {
            "step": one.step.value,
            "state": one.state.value,
            "ground": one.ground,
            "decision": one.decision,
            "asked_at": one.asked_at.isoformat(),
        }
        for one in step_changes_seen_by(sheet.viewer, sheet.view.uid)
        if one.party is None or (mine is not None and one.party == mine.uid)
    ]


def _agents(sheet: OwnSheet) -> list[dict[str, Any]]:
    on, parties = timezone.localtime(sheet.viewer.now).date(), {p.uid: p for p in sheet.view.everybody}
    mine, used = sheet.mine, sheet.authority
    return [
        _agent(one, parties[one.party], own=mine is not None and one.party == mine.uid)
        | {"holds": one.holds(on), "me": used is not None and one.uid == used.uid}
        for one in authorities_seen_by(sheet.viewer, sheet.view.uid)
    ]


def _agent(authority: AuthorityView, party: PartyView, *, own: bool) -> dict[str, Any]:
    """What both sides read of an authority; the agent's identity number is the court's alone."""
    return {
        "uid": str(authority.uid),
        "party": party.name,
        "side": party.side.value,
        "kind": authority.kind.value,
        "name": authority.name,
        "firm": authority.firm,
        "by_law": authority.kind.by_law,
        "source": authority.source.value,
        "powers": sorted(authority.powers),
        "since": authority.since.isoformat(),
        "until": authority.until.isoformat() if authority.until else "",
        "state": authority.state.value,
        "missing": list(authority.missing),
        "own": own,
    }


def _witnesses(sheet: OwnSheet) -> list[dict[str, str]]:
    """Who is to testify, for both sides; how the court reaches a witness is the court's alone."""
    sides = {p.uid: p.side.value for p in sheet.view.everybody}
    return [
        {
            "uid": str(one.uid),
            "name": one.name,
            "side": sides.get(one.party, "") if one.party else "",
            "relation": one.relation,
            "proves": one.proves,
            "state": one.state.value,
            "reasons": one.reasons,
        }
        for one in witnesses_seen_by(sheet.viewer, sheet.view.uid)
    ]


def _acts(sheet: OwnSheet) -> list[str]:
    """What the viewer's party may do now: what any party may, and what its side may."""
    if sheet.mine is None:
        return []
    return [act.value for role in ("party", sheet.mine.side.value) for act in open_acts(sheet.view, role)]


def _turns(sheet: OwnSheet) -> list[dict[str, Any]]:
    """What both sides and the court did beside the main course, in their own words, the oldest first."""
    names = {p.uid: p.name for p in sheet.view.everybody}
    return [
        {
            "act": turn.act,
            "by": names.get(turn.party, "") if turn.party else "",
            "words": turn.words,
            "amount": plain(turn.amount) if turn.amount else None,
            "at": turn.at.isoformat(),
            "law": turn.law,
        }
        for turn in turns_seen_by(sheet.viewer, sheet.view.uid)
    ]


def _turn_acts(sheet: OwnSheet) -> list[str]:
    return [move.act.value for move in turns_open_to(sheet.view, "party", sheet.mine)] if sheet.mine else []


_SECTIONS: dict[str, Callable[[OwnSheet], object]] = {
    "case": lambda s: str(s.view.uid),
    "number": lambda s: s.view.number,
    "platform": lambda _s: settings.TONGBAN.slug,
    "court": _court,
    "cause": lambda s: s.view.cause_name,
    "track": lambda s: s.view.track.value,
    "stage": lambda s: s.view.stage.value,
    "claim": lambda s: plain(Money(s.view.claim_minor, s.view.currency)),
    "docketed_at": lambda s: s.view.docketed_at.isoformat(),
    "side": lambda s: s.mine.side.value if s.mine else "",
    "party": lambda s: str(s.mine.uid) if s.mine else "",
    "parties": _parties,
    "timeline": lambda s: timeline(s.viewer, s.view),
    "clocks": _clocks,
    "papers": _papers,
    "consents": _consents,
    "step_changes": _step_changes,
    "turns": _turns,
    "turn_acts": _turn_acts,
    "further": lambda s: [one.id for one in begun_from(s.viewer, s.view)],
    "agents": _agents,
    "bench": lambda s: bench_section(s.viewer, s.view.uid),
    "in_person": lambda s: in_person(s.view.cause) is not None,
    "acts": _acts,
    "fees": lambda s: fees.sheet_section(s.viewer, s.view, s.mine),
    "delivery": lambda s: delivery.sheet_section(s.viewer, s.view, s.mine, s.documents),
    "service_address": lambda s: delivery.address_section(s.view, s.mine),
    "third_claims": lambda s: third_claims(s.viewer, s.view),
    "pleadings": lambda s: filing.sheet_section(s.viewer, s.view, s.mine),
    "evidence": lambda s: evidence.sheet_section(s.viewer, s.view, s.mine, s.documents),
    "originals": lambda s: dossier.sheet_section(s.viewer, s.view, s.mine),
    "things": lambda s: dossier.things_section(s.viewer, s.view, s.mine),
    "witnesses": _witnesses,
    "mediation": lambda s: mediation.sheet_section(s.viewer, s.view, s.mine),
    "motions": lambda s: motions.sheet_section(s.viewer, s.view, s.mine),
    "hearing": lambda s: hearings.sheet_section(s.viewer, s.view, s.mine),
    "judgment": lambda s: judgments.sheet_section(s.viewer, s.view, s.mine),
}
