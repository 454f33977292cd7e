"""What tests of further filings build with: a judgment served on both sides, and drafts that start from a case."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from tests.builders import YUZHONG, House, answers, material, party, step
from tongban.cases.actions.move import step_case
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import Act, CaseView, Stage
from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.delivery.events import PartyServed
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.filing.actions.decide import send_copy
from tongban.filing.actions.draft import add_file, start_draft
from tongban.filing.models import Filing
from tongban.filing.queries.further import known_from
from tongban.judgments.actions import sign_judgment
from tongban.judgments.actions import start_draft as start_judgment
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import PersonView

OFFICE = Actor.office(YUZHONG, "test: the office")
OFF = frozenset({"render_paper", "refresh_sheets", "issue_certificate", "start_periods", "send_dispatch"})
APPEAL = {
    "plaintiff.phone": "13900000000",
    "appeal.extent": "whole",
    "appeal.amount": "100000",
    "appeal.request": "驳回原告的全部诉讼请求。",
    "appeal.reasons": "款项系货款，并非借款。",
    "state.secret": "no",
    "consent.service": "online",
}
ENFORCEMENT = {
    "plaintiff.phone": "13900000000",
    "enforce.due": "2026-11-20",
    "enforce.amount": "186500",
    "enforce.interest": "yes",
    "enforce.property": "渝中区有住房一套。",
    "state.secret": "no",
    "consent.service": "online",
}
DEBT = {
    key: value for key, value in answers().items() if key.startswith(("plaintiff.", "defendant.", "state.", "consent."))
} | {
    "plaintiff.kind": "natural",
    "defendant.kind": "natural",
    "defendant.where": "here",
    "debt.kind": "loan",
    "debt.amount": "20000",
    "debt.made": "2025-03-12",
    "debt.due": "2025-12-31",
    "debt.both": "no",
    "debt.preserved": "no",
    "debt.text": "借款到期未还，有借条为证。",
}
SECURE = {
    key: value for key, value in answers().items() if key.startswith(("plaintiff.", "defendant.", "state.", "consent."))
} | {
    "plaintiff.kind": "natural",
    "defendant.kind": "natural",
    "defendant.where": "here",
    "property.amount": "100000",
    "property.what": "渝中区示例街2号房屋。",
    "property.division": "500103",
    "dispute.what": "民间借贷",
    "dispute.text": "借款到期未还。",
    "urgent.text": "对方正在出售该房屋。",
    "security.kind": "insurer",
    "security.amount": "100000",
}
SHOWN = ("files.identity", "files.claim", "files.security")
RETRIAL = {
    "plaintiff.phone": "13900000000",
    "retrial.effective": "2026-12-09",
    "retrial.grounds": "law",
    "retrial.request": "驳回原告的全部诉讼请求。",
    "retrial.reasons": "适用法律错误。",
    "retrial.before": "no",
    "state.secret": "no",
    "consent.service": "online",
}
AGAINST = {key: value for key, value in answers().items() if key.startswith(("plaintiff.", "state.", "consent."))} | {
    "plaintiff.kind": "natural",
    "defendant.kind": "legal",
    "defendant.name": "重庆市渝中区示例局",
    "defendant.division": "500103",
    "defendant.address": "重庆市渝中区示例路3号",
    "act.kind": "penalty",
    "act.knew": "2026-10-10",
    "act.level": "office",
    "act.review": "none",
    "act.wish": "revoke",
    "story.text": "处罚认定的事实不清。",
}


def decided(house: House, **changed: str) -> CaseView:
    """A case whose judgment is signed; nobody was served yet."""
    return signed(house, house.put_at(house.case(**changed), Stage.DELIBERATION, defendant=house.zhou))


def signed(house: House, case: CaseView) -> CaseView:
    """The case with a judgment that its judge signed."""
    assert house.judge.person is not None
    start_judgment(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    return case_by_uid(case.uid)


def serve(house: House, case: CaseView, who: UUID, *papers: UUID, purpose: str = "judgment") -> None:
    """Papers reached a party of the case at this moment."""
    fact = PartyServed(
        case=case.uid,
        dispatch=new_id(),
        party=who,
        purpose=purpose,
        papers=papers,
        channel="portal",
        served_at=house.at,
        whole_day=False,
    )
    office = Actor.office(case.court, "test: the office")
    step(office, house.at, lambda record: record(fact, under="CPL 87", case=case.uid))
    house.work(without=OFF)


def served(house: House, **changed: str) -> CaseView:
    """A judgment that reached both sides on the same day: the periods to appeal run."""
    return all_served(house, decided(house, **changed))


def judged(house: House, case: CaseView) -> CaseView:
    """The judgment of this case reached every party on the same day."""
    return all_served(house, signed(house, case))


def all_served(house: House, case: CaseView) -> CaseView:
    """Every party was served with the judgment."""
    for one in case.parties:
        serve(house, case, one.uid)
    step(OFFICE, house.at, lambda record: step_case(record, case.uid, Act.NOTE_ALL_SERVED))
    assert house.work(without=OFF) == []
    return case_by_uid(case.uid)


def copies_crossed(house: House, case: CaseView, *filings: Filing) -> None:
    """The copy of each appeal was sent, and reached everybody else."""
    for one in filings:
        send_copy(one.uid, by=house.clerk, at=house.at)
        petition = Document.objects.get(subject=one.uid, kind="complaint").uid
        for who in case.parties:
            if who.uid != one.brought_by:
                serve(house, case, who.uid, petition, purpose="appeal")


def unpaid(house: House, case: CaseView, who: UUID) -> None:
    """The notice of the fee of an appeal reached the party, and the time to pay ran out in vain."""
    notice = Charge.objects.get(case=case.uid, period="fee_appeal_notice", payer=who).notice
    assert notice is not None
    serve(house, case, who, notice, purpose="payment")
    house.clock.forward(days=20)
    house.work(without=OFF)


def draft_from(house: House, who: PersonView, case: CaseView, interview: str, answers: dict[str, str]) -> UUID:
    """A draft that starts from the case with what is known of it."""
    known = known_from(house.viewer(who.uid), case)
    return start_draft(person=who.uid, interview=interview, answers=known | answers, at=house.at).uid


def hand_in_from(house: House, who: PersonView, case: CaseView, interview: str, answers: dict[str, str]) -> Filing:
    """The filing that such a draft becomes."""
    draft = draft_from(house, who, case, interview, answers)
    return handed_in(house, who, draft)


def handed_in(house: House, who: PersonView, draft: UUID) -> Filing:
    """The draft is handed in by its holder."""
    done = hand_in_draft(
        draft, viewer=house.viewer(who.uid), by=party(who.uid), at=house.at, platform=settings.TONGBAN.slug
    )
    return Filing.objects.get(uid=done.filing)


def filed(house: House, who: PersonView, interview: str, answers: dict[str, str], *files: str) -> Filing:
    """A filing that starts from no case."""
    draft = start_draft(person=who.uid, interview=interview, answers=answers, at=house.at).uid
    for question in files:
        add_file(house.viewer(who.uid), draft, material(question))
    return handed_in(house, who, draft)


def owed(case: CaseView) -> dict[str, set[str]]:
    """Who owes what in the case, of what nobody has met yet."""
    found: dict[str, set[str]] = {}
    for clock in clocks_of(case.uid):
        if clock.met_at is None:
            found.setdefault(clock.rule, set()).add(clock.owed_by)
    return found
