"""Witnesses in the hearing: told the day, bound to the truth, called in, shown exhibits, released (证据规定 70-74)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.join import issue_code
from tongban.cases.actions.move import lock_own_case
from tongban.cases.actions.witnesses import case_of_witness, step_witness
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.witnesses import witness_in, witnesses_in
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.witnesses import WitnessAct, WitnessState, WitnessView
from tongban.courts.queries import court_name
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import show_again
from tongban.evidence.queries import exhibits_of
from tongban.frame.acts import Recording, act, locked
from tongban.hearings.actions.confirm import order_if_confirmed
from tongban.hearings.actions.session import add_line, open_hearing_of
from tongban.hearings.events import (
    ExhibitShownToWitness,
    GuaranteeSigned,
    StatementConfirmed,
    WitnessCalledIn,
    WitnessReleased,
    WitnessSummoned,
)
from tongban.hearings.models import Confirmation, Hearing, RecordLine
from tongban.hearings.queries import line_view
from tongban.hearings.rules.testimony import check_statement, statement_digest
from tongban.hearings.vocabulary import GUARANTEE, LETTER, NOTICE, SHOWN, HearingState, Part, Speaker, Way
from tongban.kernel.actor import Actor
from tongban.kernel.moves import guards
from tongban.kernel.refusal import Refusal, Refused, require
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork

_OFFICE = "证据规定 70(1): witnesses are told the day"
_TOLD = frozenset({WitnessState.SUMMONED, WitnessState.BOUND})


def summon_witnesses(work: DueWork) -> None:
    """Reaction to `HearingSet` and `WitnessGranted`: who was granted is told the day; a new day is told to all."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    hearing = _coming(case.uid)
    again = _TOLD if work.entry.event == "hearing_set" else frozenset()
    wanted = [one for one in witnesses_in(case.uid) if one.state in again | {WitnessState.GRANTED}]
    if hearing is None or not wanted:
        return
    with act(by=Actor.office(case.court, _OFFICE), at=work.now, fulfils=work) as record:
        for one in wanted:
            _summon(record, case, one.uid, hearing)


def summon_again(case: UUID, witness: UUID, *, by: Actor, at: datetime) -> None:
    """The clerk has the notice made once more, with a new code: the letter was lost, or its code is dead."""
    with act(by=by, at=at) as record:
        view = lock_own_case(record, case)
        hearing = _coming(case)
        if hearing is None:
            raise Refused(Refusal("hearings.no_such_hearing", "CPL 76"))
        _summon(record, view, witness, hearing)


def _coming(case: UUID) -> Hearing | None:
    return Hearing.objects.filter(case=case, state__in=[HearingState.SET, HearingState.OPEN]).first()


def _summon(record: Recording, case: CaseView, witness: UUID, hearing: Hearing) -> None:
    row, law = step_witness(record, case, witness, WitnessAct.SUMMON)
    notice = Label(Layer.WITNESS, court=case.court, case=case.uid, holder=row.person)
    _issue(record, case, witness_in(case.uid, row.uid), hearing, NOTICE, notice)
    if row.person is None:
        # Who holds the code joins as the witness: the letter is the staff's alone.
        letter = Label(Layer.STAFF, court=case.court, case=case.uid)
        code = issue_code(record, case.uid, row.uid)
        _issue(record, case, witness_in(case.uid, row.uid), hearing, LETTER, letter, code=code)
    record(WitnessSummoned(case=case.uid, witness=row.uid, hearing=hearing.uid), under=law, case=case.uid)


def _issue(
    record: Recording, case: CaseView, one: WitnessView, hearing: Hearing, kind: str, label: Label, *, code: str = ""
) -> None:
    today = timezone.localtime(record.at).date()
    names = names_of({uid for uid in (case.judge, case.clerk) if uid})
    data = {
        "court": {"name": court_name(case.court, today)},
        "case_no": case.number,
        "date": today.isoformat(),
        "to": one.name,
        "cause": case.cause_name,
        "about": one.proves,
        "at": timezone.localtime(hearing.starts_at).isoformat(),
        "place": hearing.place,
        "judge": names.get(case.judge, "") if case.judge else "",
        "clerk": names.get(case.clerk, "") if case.clerk else "",
        "exempt": one.exempt,
    } | ({"code": code, "url": f"{settings.TONGBAN.public_url}/join/"} if code else {})
    title = f"出庭通知书（证人{one.name}）" + ("及关联码" if code else "")
    issue_paper(
        record, "hearings/witness_notice", data, kind=kind, title=title, label=label, dated=today, subject=one.uid
    )


def sign_guarantee(witness: UUID, *, version: str = "", by: Actor, at: datetime) -> None:
    """The witness signs the guarantee that was read, or staff note that it was signed on paper.

    Refused for another version than the one in force, and to everybody else.
    """
    with act(by=by, at=at) as record:
        case = _case(record, witness)
        row, law = step_witness(record, case, witness, WitnessAct.SIGN)
        online = by.role == "witness"
        if online and version != GUARANTEE:
            raise Refused(Refusal("hearings.other_guarantee", law, ("version",)))
        way = Way.ONLINE if online else Way.PAPER
        fact = GuaranteeSigned(case=case.uid, witness=row.uid, version=GUARANTEE, way=way)
        record(fact, under=law, case=case.uid)


def call_in(case: UUID, witness: UUID, *, confront: bool = False, by: Actor, at: datetime) -> None:
    """The judge calls a witness into the open hearing; the record says so. `confront`: beside the one who testifies.

    Refused without the signed guarantee, and while another witness testifies (证据规定 71, 74(2)).
    """
    with act(by=by, at=at) as record:
        view, hearing = lock_own_case(record, case), open_hearing_of(case)
        one, others = witness_in(case, witness), [w for w in witnesses_in(case) if w.uid != witness]
        alone = not any(w.state is WitnessState.TESTIFYING for w in others)
        holds = guards([("alone", alone or confront), ("guarantee_signed", one.exempt or one.signed_at is not None)])
        row, law = step_witness(record, view, witness, WitnessAct.CALL_IN, holds)
        _note(record, view, hearing, law, f"传证人{row.name}到庭作证。")
        fact = WitnessCalledIn(case=case, hearing=hearing.uid, witness=row.uid, confronted=not alone)
        record(fact, under=law, case=case)


def show_exhibit(case: UUID, witness: UUID, exhibit: UUID | None, *, by: Actor, at: datetime) -> None:
    """The judge shows the witness who testifies one exhibit: its files are open to the witness until the release."""
    with act(by=by, at=at) as record:
        view, hearing = lock_own_case(record, case), open_hearing_of(case)
        row, law = step_witness(record, view, witness, WitnessAct.SHOW)
        shown = next((one for one in exhibits_of(case) if one.uid == exhibit), None)
        if shown is None:
            raise Refused(Refusal("evidence.no_such_exhibit", law, ("exhibit",)))
        label = Label(Layer.STAND, court=view.court, case=case, holder=row.person)
        title = f"{shown.number} {shown.title}"
        documents = tuple(
            show_again(record, uid, kind=SHOWN, title=title, label=label, subject=row.uid) for uid in shown.documents
        )
        _note(record, view, hearing, law, f"向证人{row.name}出示{shown.number}。")
        fact = ExhibitShownToWitness(
            case=case, hearing=hearing.uid, witness=row.uid, exhibit=shown.uid, documents=documents
        )
        record(fact, under=law, case=case)


def release_witness(case: UUID, witness: UUID, *, by: Actor, at: datetime) -> None:
    """The judge has the witness leave the room; what was shown is closed to the witness at once."""
    with act(by=by, at=at) as record:
        view, hearing = lock_own_case(record, case), open_hearing_of(case)
        row, law = step_witness(record, view, witness, WitnessAct.RELEASE)
        _note(record, view, hearing, law, f"证人{row.name}退庭。")
        record(WitnessReleased(case=case, hearing=hearing.uid, witness=row.uid), under=law, case=case)


def confirm_statement(
    witness: UUID, *, digest: str = "", way: str = Way.ONLINE, correction: str = "", by: Actor, at: datetime
) -> None:
    """The witness confirms the own statement as it was read (`digest`), with what is to be corrected; or the clerk
    notes that it was signed on paper or refused, and why (CPL 150(2)-(3)).
    """
    with act(by=by, at=at) as record:
        case = _case(record, witness)
        row, law = step_witness(record, case, witness, WitnessAct.CONFIRM)
        said = RecordLine.objects.filter(witness=row.uid).order_by("hearing", "number").select_related("hearing")
        lines = [line_view(line) for line in said]
        online = by.role == "witness"
        require(check_statement(lines, digest if online else statement_digest(lines), correction))
        if way not in set(Way) or online is not (way == Way.ONLINE):
            raise Refused(Refusal("hearings.way_missing", law, ("way",)))
        if way == Way.REFUSED and not correction.strip():
            raise Refused(Refusal("hearings.refusal_without_reason", law, ("note",)))
        hearing = locked(Hearing.objects.filter(id=said[len(lines) - 1].hearing_id)).get()
        Confirmation.objects.create(
            layer=Layer.WITNESS,
            court=case.court,
            case=case.uid,
            holder=row.person,
            hearing=hearing,
            party=row.uid,
            way=way,
            objections=correction.strip(),
            level=by.level,
            digest=statement_digest(lines),
            at=at,
        )
        fact = StatementConfirmed(
            case=case.uid,
            hearing=hearing.uid,
            witness=row.uid,
            way=way,
            objects=bool(correction.strip()),
            digest=statement_digest(lines),
        )
        record(fact, under=law, case=case.uid)
        order_if_confirmed(record, case, hearing)


def release_all(record: Recording, case: CaseView, hearing: UUID) -> None:
    """A step: the hearing does not go on; whoever testifies in it has left."""
    for one in witnesses_in(case.uid):
        if one.state is WitnessState.TESTIFYING:
            _, law = step_witness(record, case, one.uid, WitnessAct.RELEASE)
            record(WitnessReleased(case=case.uid, hearing=hearing, witness=one.uid), under=law, case=case.uid)


def _case(record: Recording, witness: UUID) -> CaseView:
    """The case of the witness who acts, or of the court whose staff note what happened on paper."""
    case = case_of_witness(record, witness)
    return case if record.by.role == "witness" else lock_own_case(record, case.uid)


def _note(record: Recording, case: CaseView, hearing: Hearing, law: str, text: str) -> None:
    judge = names_of({case.judge}) if case.judge else {}
    name = next(iter(judge.values()), Speaker.JUDGE.term)
    part = Part.INVESTIGATION
    add_line(record, case.court, hearing, law, part=part, speaker=Speaker.JUDGE, name=name, text=text)
