"""The parties confirm the closed record, or the clerk notes what else they did (CPL 150; 在线诉讼规则 34)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import meet_clock
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.queries import consent_missing
from tongban.cases.queries.openness import openness_of
from tongban.cases.vocabulary import Act, CaseView, Openness, PartyView, Step
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import Recording, act, locked
from tongban.hearings.actions.session import READING
from tongban.hearings.events import RecordConfirmed
from tongban.hearings.models import Confirmation, Hearing
from tongban.hearings.queries import attendance, hearing_of
from tongban.hearings.rules.record import OBJECTIONS_LIMIT, paper_data
from tongban.hearings.vocabulary import HearingState, HearingView, Speaker, Way
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import names_of

ONLINE_LAW = "CPL 150; 在线诉讼规则 34"


def confirm_record(record: Recording, *, case: UUID, digest: str = "", objections: str = "") -> None:
    """A party confirms online the record that it read (`digest`), or adds what it wants corrected.

    Refused without consent to confirm records online, for a record other than the closed one, and a second time.
    """
    view, _ = step_case(record, case, Act.CONFIRM_RECORD)
    party = own_party(record, view)
    require(consent_missing(view, Step.RECORD, party))
    row = _closed(case)
    if digest != row.digest:
        raise Refused(Refusal("hearings.other_record", ONLINE_LAW, ("digest",)))
    _confirm(record, view, party, row, Way.ONLINE, objections, ONLINE_LAW)


def note_signature(case: UUID, party: UUID, *, way: str, note: str = "", by: Actor, at: datetime) -> None:
    """The clerk notes that a party signed the record on paper, or refused and why (CPL 150(3))."""
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.NOTE_SIGNATURE)
        named = next((p for p in view.parties if p.uid == party), None)
        if named is None:
            raise Refused(Refusal("hearings.no_such_party", law, ("party",)))
        if way not in {Way.PAPER, Way.REFUSED}:
            raise Refused(Refusal("hearings.way_missing", law, ("way",)))
        if way == Way.REFUSED and not note.strip():
            raise Refused(Refusal("hearings.refusal_without_reason", law, ("note",)))
        _confirm(record, view, named, _closed(case), Way(way), note, law)


def _confirm(record: Recording, case: CaseView, party: PartyView, row: Hearing, way: Way, words: str, law: str) -> None:
    if party.line.isdisjoint(map(UUID, row.heard)):
        raise Refused(Refusal("hearings.was_absent", law))
    if Confirmation.objects.filter(hearing=row, party__in=party.line).exists():
        raise Refused(Refusal("hearings.confirmed_before", law))
    if len(words.strip()) > OBJECTIONS_LIMIT:
        facts = (("limit", str(OBJECTIONS_LIMIT)),)
        raise Refused(Refusal("hearings.too_long", "house rule: lengths of answers", ("objections",), facts))
    Confirmation.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        holder=party.person,
        hearing=row,
        party=party.uid,
        way=way,
        objections=words.strip(),
        level=record.by.level,
        digest=row.digest,
        at=record.at,
    )
    fact = RecordConfirmed(
        case=case.uid,
        hearing=row.uid,
        party=party.uid,
        way=way,
        objects=bool(words.strip()),
        level=record.by.level,
        digest=row.digest,
    )
    record(fact, under=law, case=case.uid)
    meet_clock(record, case.uid, READING, owed_by=str(party.uid))
    order_if_confirmed(record, case, row)


def order_if_confirmed(record: Recording, case: CaseView, row: Hearing) -> None:
    """A step: once all who were heard, witnesses too, have dealt with the closed record, its paper is ordered.

    For who died meanwhile the heirs do (SI 55).
    """
    view = hearing_of(case.uid)
    if view is None or view.uid != row.uid or view.state is not HearingState.CLOSED:
        return
    done = {c.party for c in view.confirmations}
    done |= {uid for one in case.everybody if one.uid in done for uid in one.line}
    if done >= view.heard | view.witnesses.keys():
        _order_record(record, case, row, view)


def _order_record(record: Recording, case: CaseView, row: Hearing, view: HearingView) -> None:
    """Everybody who was heard has spoken: the record with its confirmations becomes a paper of the file."""
    today = timezone.localtime(record.at).date()
    staff = names_of({uid for uid in (case.judge, case.clerk) if uid})
    bench = [
        {"office": office, "name": staff[uid]}
        for office, uid in (("审判员", case.judge), ("书记员", case.clerk))
        if uid in staff
    ]
    head = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "cause": case.cause_name,
        "procedure": f"{case.track.term}，独任审理" if case.track.simple else case.track.term,
        "bench": bench,
        "open_to_public": openness_of(case.uid) is Openness.PUBLIC,
    }
    names = {p.uid: (p.side.term, p.name) for p in case.everybody}
    names |= {uid: (Speaker.WITNESS.term, name) for uid, name in view.witnesses.items()}
    row.paper = issue_paper(
        record,
        "hearings/record",
        paper_data(view, head, names, attendance(view, case), offset=_local),
        kind="record",
        title="庭审笔录",
        label=Label(Layer.CASE, court=case.court, case=case.uid),
        dated=today,
        subject=row.uid,
    )
    row.save(update_fields=["paper"])


def _local(moment: datetime) -> datetime:
    """`moment` in the court's own time."""
    return timezone.localtime(moment)


def _closed(case: UUID) -> Hearing:
    row = locked(Hearing.objects.filter(case=case, state=HearingState.CLOSED).order_by("-id")).first()
    if row is None:
        raise Refused(Refusal("hearings.no_such_hearing", "CPL 150"))
    return row
