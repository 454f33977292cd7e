"""What the court owes when a case is registered and when its fee is paid: notices, copies, the letter (CPL 128)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.clocks import start_clock
from tongban.cases.actions.join import issue_code
from tongban.cases.actions.move import step_case
from tongban.cases.law import Do, period_of, side_term
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.agents import authorities_in
from tongban.cases.vocabulary import Act, CaseView, PartyView, Side
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.courts.law import due
from tongban.courts.queries import calendar, court_name, readings
from tongban.delivery.actions.dispatch import office_viewer, order
from tongban.delivery.actions.send import recipient
from tongban.delivery.events import DefendantServiceOpened
from tongban.delivery.models import Dispatch
from tongban.delivery.queries.addresses import acts_by_law
from tongban.delivery.rules import papers
from tongban.delivery.rules.addresses import addressee
from tongban.delivery.rules.effects import COPY_TO_DEFENDANT, TIME_TO_JOIN
from tongban.delivery.vocabulary import Purpose
from tongban.documents.actions.paper import issue_paper
from tongban.documents.queries import documents_of
from tongban.documents.vocabulary import DocumentView, Origin
from tongban.frame.acts import Recording, act
from tongban.frame.square import square_code
from tongban.kernel.actor import Actor
from tongban.kernel.periods import day_of
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.queries import names_of
from tongban.register.vocabulary import DueWork


def open_services(work: DueWork) -> None:
    """Reaction to `CaseDocketed`: the plaintiff's evidence notice is ordered, the court's clock runs (CPL 128)."""
    case = case_by_uid(UUID(work.entry.body["case"]))
    if not case.track.first_instance:
        return
    with act(by=Actor.office(case.court, "CPL 128; 证据规定 50"), at=work.now, fulfils=work) as record:
        for party in case.of_side(Side.PLAINTIFF):
            _evidence_notice(record, case, party)
        start_clock(record, case, COPY_TO_DEFENDANT, start=case.docketed_at, owed_by="court")


def serve_defendant(work: DueWork) -> None:
    """Reaction to `CaseMoved`: once the fee is paid, every defendant gets the complaint's copy and the notices.

    So they do when the court above orders that a case be tried which was dismissed before anybody was served (SI 330).
    Who has not joined yet also gets the letter with the join code; only its addressee and the court may see it.
    """
    if work.entry.body["act"] not in (Act.NOTE_PAYMENT, Do.ORDER_DOCKETING):
        return
    case = case_by_uid(UUID(work.entry.body["case"]))
    if Dispatch.objects.filter(case=case.uid, purpose=Purpose.DEFENCE).exists():
        return
    file = documents_of(office_viewer(case.court, work.now, case.uid), case=case.uid)
    with act(by=Actor.office(case.court, "CPL 128: the defendant is served"), at=work.now, fulfils=work) as record:
        _, law = step_case(record, case.uid, Act.SERVE_DEFENDANT)
        sent = tuple(_serve_one(record, case, party, file) for party in case.of_side(Side.DEFENDANT))
        record(DefendantServiceOpened(case=case.uid, dispatches=sent), under=law, case=case.uid)


def serve_added(record: Recording, case: CaseView, party: PartyView, first: Sequence[UUID]) -> UUID:
    """A step: who was brought into the case is told and served: `first` are the papers that say so (SI 73).

    Everybody gets copies of complaint and exhibits and the time to hand in evidence; a defendant its time to answer.
    """
    file = documents_of(office_viewer(case.court, record.at, case.uid), case=case.uid)
    if party.side is Side.DEFENDANT:
        return _serve_one(record, case, party, file, first)
    letter = [] if party.joined else [join_letter(record, case, party)]
    # Who claims for itself has its own petition already.
    others = [one for one in file if party.person is None or one.label.holder != party.person]
    complaint, exhibits = _copies(others)
    notice = _evidence_notice(record, case, party)
    return order(record, case, [*first, *letter, *complaint, *exhibits, notice], party.uid, Purpose.EVIDENCE)


def _copies(file: list[DocumentView]) -> tuple[list[UUID], list[UUID]]:
    """The complaint, and what was handed in with it and since: what both sides may see; of an appeal nothing."""
    exhibits = [d.uid for d in file if d.origin is Origin.UPLOAD and d.label.layer is Layer.CASE]
    return [d.uid for d in file if d.kind == "complaint" and "上诉" not in d.title], exhibits


def _serve_one(
    record: Recording, case: CaseView, party: PartyView, file: list[DocumentView], before: Sequence[UUID] = ()
) -> UUID:
    complaint, exhibits = _copies(file)
    titles = ["民事起诉状副本", *(["证据副本"] if exhibits else []), "举证通知书"]
    first = [] if party.joined else [join_letter(record, case, party)]
    notices = [_defence_notice(record, case, party, titles), _evidence_notice(record, case, party)]
    return order(record, case, [*before, *first, *complaint, *exhibits, *notices], party.uid, Purpose.DEFENCE)


def _defence_notice(record: Recording, case: CaseView, party: PartyView, enclosed: list[str]) -> UUID:
    data = papers.defence_notice(
        court_name=court_name(case.court, _today(record)),
        number=case.number,
        to=party.name,
        plaintiffs=_names(case, Side.PLAINTIFF),
        cause=case.cause_name,
        dated=_today(record),
        enclosed=enclosed,
        judge=names_of({case.judge})[case.judge] if case.judge else "",
        track=case.track,
        abroad=party.abroad,
    )
    return _issue(record, case, party, "filing/defence_notice", data, kind="defence_notice", title="应诉通知书")


def _evidence_notice(record: Recording, case: CaseView, party: PartyView) -> UUID:
    data = papers.evidence_notice(
        court_name=court_name(case.court, _today(record)),
        number=case.number,
        to=party.name,
        other="、".join(p.name for p in case.facing(party.side)),
        cause=case.cause_name,
        dated=_today(record),
        track=case.track,
        online=recipient(case, party, at=record.at).choice == "online",
    )
    return _issue(record, case, party, "evidence/evidence_notice", data, kind="evidence_notice", title="举证通知书")


def join_letter(record: Recording, case: CaseView, party: PartyView) -> UUID:
    """A step: the letter with a fresh code. Its label is the staff's: the code opens the case for one person alone."""
    code = issue_code(record, case.uid, party.uid)
    address = f"{settings.TONGBAN.public_url}/join/"
    data = papers.join_letter(
        court_name=court_name(case.court, _today(record)),
        number=case.number,
        to=addressee(party.name, guardian=acts_by_law(case, party, _today(record))),
        matter=_matter(case, party),
        code=code,
        url=address,
        qr=square_code(f"{address}?code={code}"),
        dated=_today(record),
        until=_time_to_join(case, party, _today(record)),
    )
    return _issue(
        record, case, party, "delivery/join_letter", data, kind="join_letter", title="参加诉讼告知函", layer=Layer.STAFF
    )


def _matter(case: CaseView, party: PartyView) -> str:
    """What the letter says the case is about."""
    first = _names(case, Side.PLAINTIFF)
    gone = case.party(party.heir_of) if party.heir_of else None
    if gone is not None:
        who = f"{gone.side.term}{gone.name}已经死亡"
        return f"{who}，本院通知您作为其继承人、以{party.side.term}身份参加诉讼，案由为{case.cause_name}"
    if not case.track.first_instance:
        return f"{first}向本院提出申请，案由为{case.cause_name}，您是本案的{side_term(case.track, party.side)}"
    if party.side is Side.DEFENDANT:
        return f"{first}起诉您，案由为{case.cause_name}"
    if agent := _agent_before(case, party):
        others = "、".join(one.name for one in case.facing(party.side))
        told = "您可以本人参加、查看诉讼材料、选择是否在线进行，也可以随时解除委托"
        return f"{agent}作为委托诉讼代理人以您的名义起诉{others}，案由为{case.cause_name}。{told}"
    place = "共同原告" if party.side is Side.PLAINTIFF else party.side.term
    return f"本院通知您作为{place}参加诉讼，案由为{case.cause_name}"


def _agent_before(case: CaseView, party: PartyView) -> str:
    """Who acts already for a plaintiff who has not joined, "" when nobody does."""
    held = (one for one in authorities_in(case.uid) if one.party == party.uid)
    return next((one.name for one in held if one.state is AuthorityState.ACCEPTED), "")


def _time_to_join(case: CaseView, party: PartyView, today: date) -> date:
    """Until when the person addressed should join: as long as the time for the defence would run from today."""
    found = due(period_of(TIME_TO_JOIN, abroad=party.abroad), today, calendar(), readings=readings(case.court))
    if isinstance(found, Refusal):
        raise Refused(found)
    return day_of(found.due)


def _issue(
    record: Recording,
    case: CaseView,
    party: PartyView,
    paper: str,
    data: dict[str, object],
    *,
    kind: str,
    title: str,
    layer: Layer = Layer.CASE,
) -> UUID:
    label = Label(layer, court=case.court, case=case.uid)
    return issue_paper(
        record, paper, data, kind=kind, title=title, label=label, dated=_today(record), subject=party.uid
    )


def _names(case: CaseView, side: Side) -> str:
    return "、".join(party.name for party in case.of_side(side))


def _today(record: Recording) -> date:
    return timezone.localtime(record.at).date()
