"""Another proof of service than the one that counts: it is taken, and periods move with it, or it is set aside."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.acts.periods import body
from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.acts.test_delivery_carriers import bounced, mailed
from tests.acts.test_delivery_story import consent, joined
from tests.builders import House, refused
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.cooperation.queries.sheet import sheet_of
from tongban.delivery.actions.certificates import REPLACED
from tongban.delivery.actions.doubts import decide_doubt
from tongban.delivery.actions.letters import hand_to_post, note_slip
from tongban.delivery.models import Attempt, Dispatch, ServiceTask
from tongban.delivery.queries import receipt_digest
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.helpline.queries import news_of
from tongban.helpline.vocabulary import News
from tongban.register.models import Entry, Seal

pytestmark = pytest.mark.django_db
WHY = "回证载明签收日期在先，经核实属实。"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def shown(house: House, *, days: int = 2) -> tuple[CaseView, Dispatch, ServiceTask]:
    """Served on the portal on Tuesday 24 November; `days` later a slip says that the letter was signed on the 23rd."""
    case = paid(house)
    letter = letter_of(case)
    hand_to_post(letter.uid, day=date(2026, 11, 23), tracking="EMS1", by=house.clerk, at=house.at)
    house.clock.forward(days=1)
    joined(house, case)
    consent(house, case, Side.DEFENDANT, "online")
    house.clock.forward(days=days)
    note_slip(letter.uid, day=date(2026, 11, 23), signer="周志强", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    dispatch = Dispatch.objects.get(case=case.uid, purpose="defence")
    return case, dispatch, ServiceTask.objects.get(kind="earlier_proof", dispatch=dispatch)


def ends(case: CaseView, dispatch: Dispatch) -> dict[str, tuple[date, date | None]]:
    """Beginning and end of the periods of the party that run."""
    own = [one for one in clocks_of(case.uid) if one.owed_by == str(dispatch.party) and one.met_at is None]
    return {one.rule: (one.started, one.due) for one in own}


def test_the_clerk_takes_the_earlier_proof_and_everything_moves_with_it(house: House) -> None:
    account_of(house, house.zhou.uid)
    case, dispatch, task = shown(house)
    assert ends(case, dispatch)["defence"] == (date(2026, 11, 24), date(2026, 12, 9))
    before = Attempt.objects.filter(dispatch=dispatch).count()
    old = Document.objects.get(kind="certificate", subject=dispatch.uid)
    sealed, bytes_before = receipt_digest(dispatch.uid), old.data
    page = signed_in(house, house.clerk.person).post(
        f"/desk/service/tasks/{task.uid}", {"end": "counts", "reasons": WHY}
    )
    assert page.status_code == 302
    assert house.work(without=NONE) == []
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.served_by, dispatch.whole_day) == ("served", "letter", True)
    assert (dispatch.earlier, dispatch.law) == (None, "CPL 87(2), 91")
    found = ends(case, dispatch)
    assert found["defence"] == (date(2026, 11, 23), date(2026, 12, 8))
    assert {start for start, _due in found.values()} == {date(2026, 11, 23)}
    assert Attempt.objects.filter(dispatch=dispatch).count() == before, "nothing is deleted"
    moved = body("service_moved")
    assert (str(moved["before"])[:10], moved["channel"]) == ("2026-11-24", "letter")
    old.refresh_from_db()
    new = Document.objects.exclude(uid=old.uid).get(kind="certificate", subject=dispatch.uid)
    assert (old.title.endswith(REPLACED), old.data) == (True, bytes_before)
    assert new.title == "送达回证"
    assert '"served":"2026-11-23"' in new.data
    assert "代替此前载明送达日期为2026-11-24的送达凭证" in new.data
    assert Seal.objects.filter(kind="service-receipt", subject__in=[dispatch.uid, new.uid]).count() == 2
    assert receipt_digest(dispatch.uid) == sealed != receipt_digest(new.uid)
    assert News.PERIOD_MOVED in {one.kind for one in news_of(house.viewer(house.zhou.uid))}
    told = sheet_of(house.viewer(house.lin.uid), case.uid)["timeline"]
    assert "service_moved" in {line["event"] for line in told}, "the other side reads it"
    task.refresh_from_db()
    assert (task.end, task.reasons) == ("counts", WHY)
    with refused("delivery.doubt_decided"):
        decide_doubt(task.uid, "stands", reasons=WHY, by=house.judge, at=house.at)


def test_a_proof_is_set_aside_with_a_reason_and_nothing_moves(house: House) -> None:
    case, dispatch, task = shown(house)
    before = ends(case, dispatch)
    with refused("delivery.decision_missing"):
        decide_doubt(task.uid, "falls", reasons=WHY, by=house.judge, at=house.at)
    with refused("delivery.words_missing"):
        decide_doubt(task.uid, "stands", reasons="", by=house.clerk, at=house.at)
    decide_doubt(task.uid, "stands", reasons="签收人并非本人，亦非同住成年家属。", by=house.clerk, at=house.at)
    dispatch.refresh_from_db()
    assert (dispatch.served_by, dispatch.earlier) == ("portal", None)
    assert ends(case, dispatch) == before
    assert not Entry.objects.filter(event="service_moved").exists()
    assert Document.objects.filter(kind="certificate", subject=dispatch.uid).count() == 1


def test_no_proof_cuts_off_who_relied_on_the_day_shown(house: House) -> None:
    case, dispatch, task = shown(house, days=15)
    assert ends(case, dispatch)["defence"][1] == house.at.date()
    with refused("delivery.proof_cuts_off"):
        decide_doubt(task.uid, "counts", reasons=WHY, by=house.judge, at=house.at)
    assert ends(case, dispatch)["defence"][1] == house.at.date()


def test_when_mail_came_back_the_judge_takes_the_later_proof_instead_of_serving_anew(
    house: House, tmp_path: Path
) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    mail = mailed(house, case)
    bounced(house, mail, tmp_path)
    task, dispatch = ServiceTask.objects.get(kind="bounced"), mail.dispatch
    with refused("delivery.no_other_proof"):
        decide_doubt(task.uid, "counts", reasons=WHY, by=house.judge, at=house.at)
    assert mail.arrived_at is not None
    day = mail.arrived_at + timedelta(days=1)
    with lifted("test: the letter with the same papers arrived a day later"):
        told = {"channel": "letter", "state": "arrived", "arrived_at": day, "queued_at": mail.queued_at}
        Attempt.objects.create(
            layer=mail.layer, court=mail.court, case=mail.case, dispatch=dispatch, whole_day=True, **told
        )
    house.clock.forward(days=2)
    with refused("delivery.judge_decides"):
        decide_doubt(task.uid, "counts", reasons=WHY, by=house.clerk, at=house.at)
    before = ends(case, dispatch)["evidence_simplified"]
    decide_doubt(task.uid, "counts", reasons=WHY, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.served_by, dispatch.served_at) == ("served", "letter", day)
    after = ends(case, dispatch)["evidence_simplified"]
    assert after[0] == before[0] + timedelta(days=1)
    assert Dispatch.objects.filter(case=case.uid, purpose="evidence", party=dispatch.party).count() == 1
