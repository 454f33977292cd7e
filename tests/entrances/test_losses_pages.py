"""The death of a party through the pages: told on the portal, noted, succeeded and ended at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.acts.conduct import prepared
from tests.acts.losses import DIED, HEIR, dies, of, of_cause, stops
from tests.builders import House, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.law import At
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side, Stage

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
