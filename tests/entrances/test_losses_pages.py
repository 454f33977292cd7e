"""The death of a party through the pages: told on the portal, noted, succeeded and ended at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.acts.conduct import prepared
from tests.acts.losses import DIED, HEIR, dies, of, of_cause, stops
from tests.acts.test_losses_above import Above, enforced
from tests.builders import WUHOU, House, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.law import At
from tongban.cases.models import Case, Party
from tongban.cases.queries import case_by_uid
from tongban.cases.queries.losses import deaths_noted_elsewhere
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.frame.guard import lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("死亡证明.png", picture().read())


def test_a_party_tells_by_its_page_and_the_court_reads_it(house: House, case: CaseView) -> None:
    zhou = browser(house, house.zhou.uid)
    address = f"/cases/{case.uid}/losses/"
    assert address in zhou.get(f"/cases/{case.uid}/").content.decode()
    empty = zhou.post(address, {"state_secret": "no"})
    assert empty.status_code == 422
    told = DIED | {"party": str(of(case, "林晓梅").uid), "files": proof()}
    assert zhou.post(address, told).status_code == 302
    page = signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}/losses").content.decode()
    assert "原告林晓梅于2026年11月23日死亡" in page
    assert "Nothing was noted of any party." in page
    lin = browser(house, house.lin.uid)
    assert lin.get(f"/cases/{case.uid}/").status_code == 200, "nothing is noted yet"


def test_a_stranger_has_no_such_page(house: House, case: CaseView) -> None:
    assert browser(house, house.judge.person).get(f"/cases/{case.uid}/losses/").status_code == 404  # type: ignore[arg-type]
    assert signed_in(house, house.wuhou_judge.person).get(f"/desk/cases/{case.uid}/losses").status_code == 404


def test_the_whole_way_at_the_desk(house: House, case: CaseView) -> None:
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/losses"
    assert clerk.get(f"{base}/heir").status_code == 404, "the judge calls"
    missing = clerk.post(f"{base}/note", DIED | {"party": str(of(case, "林晓梅").uid)})
    assert missing.status_code == 422
    assert "The proof is missing." in missing.content.decode()
    noted = clerk.post(f"{base}/note", DIED | {"party": str(of(case, "林晓梅").uid), "files": proof()})
    assert noted.status_code == 302, noted.content.decode()[-3000:]
    assert "The party has died" in clerk.get(f"/desk/cases/{case.uid}").content.decode()
    assert browser(house, house.lin.uid).get(f"/cases/{case.uid}/").status_code == 404
    suspend = f"/desk/cases/{case.uid}/steps/suspend"
    assert "需要等待继承人表明是否参加诉讼" in judge.get(suspend).content.decode()
    assert judge.post(suspend, {"words": "本案中止诉讼。"}).status_code == 302
    assert case_by_uid(case.uid).stage is At.SUSPENDED
    resume = f"/desk/cases/{case.uid}/steps/resume"
    waits = judge.post(resume, {"words": "恢复审理。", "found": ["ground_gone"]})
    assert waits.status_code == 422
    assert "Nobody has taken the place of 林晓梅, who died." in waits.content.decode()
    gone = str(of(case, "林晓梅").uid)
    called = judge.post(f"{base}/heir", HEIR | {"party": gone, "files": proof()})
    assert called.status_code == 302, called.content.decode()[-3000:]
    assert "林小树" in judge.get(base).content.decode()
    assert judge.post(resume, {"words": "恢复审理。", "found": ["ground_gone"]}).status_code == 302
    after = case_by_uid(case.uid)
    assert after.stage is Stage.PREPARATION
    assert [p.name for p in after.of_side(Side.PLAINTIFF)] == ["林小树"]


def test_the_judge_ends_a_divorce_with_the_ground_and_the_ruling_at_hand(house: House, case: CaseView) -> None:
    case = of_cause(case, "14")
    dies(house, case, "周志强")
    judge = signed_in(house, house.judge.person)
    address = f"/desk/cases/{case.uid}/losses/end"
    page = judge.get(address).content.decode()
    assert "第一百五十四条第三项" in page
    wrong = judge.post(address, {"ground": "personal", "words": "终结。"})
    assert wrong.status_code == 422
    assert judge.post(address, {"ground": "divorce", "words": "本案终结诉讼。"}).status_code == 302
    assert case_by_uid(case.uid).stage is At.ENDED
    page = browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()
    assert "已去世" in page


def test_what_was_chosen_by_nobody_is_refused_not_broken(house: House, case: CaseView) -> None:
    dies(house, case, "林晓梅")
    stops(house, case)
    judge = signed_in(house, house.judge.person)
    base = f"/desk/cases/{case.uid}/losses"
    for party in ("", "nobody", "0" * 32):
        answer = judge.post(f"{base}/heir", HEIR | {"party": party, "files": proof()})
        assert answer.status_code == 422, party
    assert judge.get(f"{base}/nonsense").status_code == 404


def test_the_court_above_notes_and_calls_by_the_same_pages(house: House) -> None:
    above = Above(house)
    base = f"/desk/cases/{above.case.uid}"
    clerk, judge = signed_in(house, above.clerk.person), signed_in(house, above.judge.person)
    gone = str(of(above.case, "周志强").uid)
    noted = clerk.post(f"{base}/losses/note", DIED | {"party": gone, "files": proof()})
    assert noted.status_code == 302, noted.content.decode()[-3000:]
    assert "上诉人周志强已经死亡" in judge.get(f"{base}/steps/suspend").content.decode()
    assert judge.post(f"{base}/steps/suspend", {"words": "本案中止诉讼。"}).status_code == 302
    end = judge.get(f"{base}/losses/end").content.decode()
    assert "第一百五十四条第二项" in end, "the appellant was the defendant"
    called = judge.post(f"{base}/losses/heir", HEIR | {"party": gone, "files": proof()})
    assert called.status_code == 302, called.content.decode()[-3000:]
    assert judge.post(f"{base}/steps/resume", {"words": "恢复审理。", "found": ["ground_gone"]}).status_code == 302
    assert above.now.stage is At.UNDER_TRIAL


def test_in_enforcement_the_pages_say_what_the_court_does(house: House) -> None:
    case = enforced(house)
    page = signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}/losses")
    assert "In enforcement a death is not noted here" in page.content.decode()
    assert "Nothing was noted of any party." not in page.content.decode()
    told = browser(house, house.lin.uid).get(f"/cases/{case.uid}/losses/")
    assert told.status_code in (403, 409, 422), told.status_code
    assert "执行案件不在此记明当事人死亡" in told.content.decode()


def test_who_keeps_another_case_of_the_dead_learns_of_it_and_of_nothing_else(house: House, case: CaseView) -> None:
    other, third = (house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou) for _ in range(2))
    with lifted("test: a case of another court"):
        held = {"court": WUHOU, "clerk": house.wuhou_clerk.person, "judge": house.wuhou_judge.person}
        Case.objects.filter(uid=third.uid).update(**held)
        Party.objects.filter(case=third.uid).update(court=WUHOU)
    clerk, there = signed_in(house, house.clerk.person), signed_in(house, house.wuhou_clerk.person)
    assert "Parties noted as dead in another case: 1" not in clerk.get("/desk/").content.decode()
    dies(house, case, "林晓梅")
    assert house.clerk.person is not None
    assert house.wuhou_clerk.person is not None
    seen = deaths_noted_elsewhere(house.viewer(house.clerk.person), case.court)
    assert [(one.case, one.name, one.noted_in) for one in seen] == [(other.uid, "林晓梅", case.number)]
    page = clerk.get("/desk/").content.decode()
    assert "Parties noted as dead in another case: 1" in page
    assert f"/desk/cases/{other.uid}/losses" in page
    assert case.number in clerk.get(f"/desk/cases/{other.uid}/losses").content.decode()
    [far] = deaths_noted_elsewhere(house.viewer(house.wuhou_clerk.person), WUHOU)
    assert (far.case, far.number, far.noted_in) == (third.uid, third.number, ""), "that case is not theirs to see"
    assert case.number not in there.get(f"/desk/cases/{third.uid}/losses").content.decode()
    dies(house, other, "林晓梅")
    assert deaths_noted_elsewhere(house.viewer(house.clerk.person), case.court) == []
    assert deaths_noted_elsewhere(house.viewer(house.lin.uid), case.court) == []
