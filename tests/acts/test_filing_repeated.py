"""The same suit twice on one platform: the person is told before handing in, the clerk sees it, nobody else learns."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.builders import House, _link, id_number, material, person, refused
from tests.entrances.portal_people import browser
from tongban.access.vocabulary import Viewer
from tongban.cooperation.actions.correct import begin_correction
from tongban.filing.actions.decide import ask_correction
from tongban.filing.actions.draft import add_file, save_answers
from tongban.filing.models import FiledName, Filing
from tongban.filing.queries import filing_seen_by
from tongban.filing.queries.repeated import alike_for_staff, own_alike
from tongban.filing.vocabulary import Answers, DraftView, Stage
from tongban.filing.vocabulary.repeated import AlikeView, Overlap
from tongban.frame.guard import lifted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def own(house: House, draft: DraftView) -> list[AlikeView]:
    return own_alike(house.viewer(draft.holder), draft, house.at.date())


def turned(**changed: str) -> dict[str, str]:
    """The borrower sues the lender over the same loan."""
    return {
        "plaintiff__name": "周志强",
        "plaintiff__id_number": id_number(2),
        "defendant__name": "林晓梅",
        "defendant__id_number": id_number(1),
        **changed,
    }


def test_a_person_is_told_of_the_own_suit_like_this_and_goes_on_with_a_reason(house: House) -> None:
    first = house.filing()
    again = house.draft(again__why="", story__text="再说一遍。")
    found = own(house, again)
    assert [(one.filing, one.overlaps) for one in found] == [(first, (Overlap.SUM, Overlap.DAY))]
    with refused("filing.alike_without_reason"):
        house.hand_in(again)
    house.amend(again, again__why="第一件已经撤回，现重新起诉。")
    assert house.hand_in(again).filing is not None


def test_of_two_that_are_handed_in_at_one_moment_the_second_is_told_of_the_first(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A double click, two tabs, two devices: both were looked over before either was filed."""
    first, second = house.draft(again__why=""), house.draft(again__why="")
    came_first: list[object] = []

    def meanwhile() -> bool:
        if not came_first:
            came_first.append(first)
            came_first.append(house.hand_in(first))
        return False

    monkeypatch.setattr("tongban.cooperation.actions.hand_in.in_internet_zone", meanwhile)
    with refused("filing.alike_without_reason"):
        house.hand_in(second)
    assert Filing.objects.count() == 1
    house.amend(second, again__why="另一笔借款。")
    assert house.hand_in(second).filing is not None


def test_the_very_same_handed_in_again_is_answered_as_before(house: House) -> None:
    first, second = house.draft(again__why="", files=False), house.draft(again__why="", files=False)
    for question in ("files.identity", "files.iou"):
        one = material(question)
        for draft in (first, second):
            add_file(house.viewer(house.lin.uid), draft.uid, one)
    house.hand_in(first)
    with refused("filing.handed_in_before"):
        house.hand_in(second)


def test_the_first_suit_and_another_matter_need_no_reason(house: House) -> None:
    assert house.filing(again__why="")
    other = {"loan__amount": "60000", "loan__happened": "2025-04-01"}
    assert house.filing(again__why="", **other)
    assert Filing.objects.get(claim_minor=60000_00).doubts == []


def test_nobody_learns_of_a_suit_that_is_not_theirs(house: House) -> None:
    house.filing()
    draft = house.draft(house.zhou, again__why="", **turned())
    assert own(house, draft) == []
    stranger = person("何某", 9)
    assert own(house, house.draft(stranger, again__why="")) == []


def test_who_is_a_party_of_the_case_is_told_when_suing_back_over_the_same(house: House) -> None:
    case = house.case()
    with lifted("test: the defendant has joined"):
        _link(case, house.zhou)
    found = own(house, house.draft(house.zhou, again__why="", **turned()))
    assert [(one.case, one.filing) for one in found] == [(case.uid, None)]


def test_the_clerk_sees_what_another_account_filed_for_the_same_people(house: House) -> None:
    first = house.filing()
    helper = person("何某", 9)
    second = house.filing(helper, again__why="")
    row = Filing.objects.get(uid=second)
    assert row.doubts == ["scrutiny.alike"]
    viewer = house.viewer(house.clerk.person)
    assert [one.filing for one in alike_for_staff(viewer, filing_seen_by(viewer, second))] == [first]


def test_of_another_courts_suit_a_clerk_learns_only_that_it_is_there(house: House) -> None:
    house.filing()
    second = house.filing(agreement__kind="plaintiff_domicile")
    assert Filing.objects.get(uid=second).court == "川0107"
    viewer = house.viewer(house.wuhou_clerk.person)
    found = alike_for_staff(viewer, filing_seen_by(viewer, second))
    assert [(one.court, one.filing, one.case) for one in found] == [("渝0103", None, None)]
    page = browser(house, house.wuhou_clerk.person).get(f"/desk/filings/{second}").content.decode()
    assert "渝中区人民法院" in page


def test_what_was_refused_may_be_filed_again(house: House) -> None:
    first = house.filing()
    with lifted("test: it was refused"):
        Filing.objects.filter(uid=first).update(stage=Stage.REFUSED)
    again = house.draft(again__why="", story__text="补充证据后再次起诉。")
    assert own(house, again) == []
    assert house.hand_in(again).filing


def test_a_correction_changes_under_whom_a_filing_is_found(house: House) -> None:
    uid = house.filing()
    assert FiledName.objects.filter(known_by_index=id_number(2)).count() == 1
    ask_correction(uid, ["被告身份证号码有误"], by=house.clerk, at=house.at)
    draft = begin_correction(house.viewer(house.lin.uid), uid)
    house.amend(draft, defendant__id_number=id_number(3))
    house.hand_in(draft)
    assert not FiledName.objects.filter(known_by_index=id_number(2)).exists()
    assert FiledName.objects.filter(known_by_index=id_number(3)).count() == 1


def test_names_lie_there_as_digests_and_ciphertext_alone(house: House) -> None:
    house.filing()
    with connection.cursor() as cursor:
        cursor.execute("SELECT known_by, known_by_index FROM filing_filedname")
        rows = cursor.fetchall()
    assert len(rows) == 4
    assert not any(secret in cell for row in rows for cell in row for secret in ("林晓梅", "周志强", id_number(1)))


def test_the_check_page_shows_the_first_suit_and_asks_why(house: House) -> None:
    first = house.filing()
    uid = house.draft(again__why="", story__text="再说一遍。").uid
    client = browser(house, house.lin.uid)
    page = client.get(f"/file/{uid}/check/").content.decode()
    assert f"/filings/{first}/" in page
    assert 'name="again"' in page
    answer = client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes", "again": " "})
    assert answer.status_code == 422
    assert 'href="#id_again"' in answer.content.decode()
    assert 'id="id_again"' in answer.content.decode()
    assert Filing.objects.count() == 1
    answer = client.post(f"/file/{uid}/hand-in/", {"confirmed": "yes", "again": "另一笔借款，同日出借。"})
    assert answer.status_code == 302
    second = Filing.objects.exclude(uid=first).get()
    desk = browser(house, house.clerk.person).get(f"/desk/filings/{second.uid}").content.decode()
    assert "另一笔借款，同日出借。" in desk
    assert f"/desk/filings/{first}" in desk


def test_a_press_that_another_one_overtakes_leads_to_the_same_filing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = house.draft()

    def overtaken(viewer: Viewer, uid: UUID, told: Answers) -> DraftView:
        house.hand_in(draft)
        return save_answers(viewer, uid, told)

    monkeypatch.setattr("tongban.portal.handing_in.save_answers", overtaken)
    answer = browser(house, house.lin.uid).post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes"})
    assert (answer.status_code, answer.url) == (302, f"/file/{draft.uid}/handed-in/")
    assert Filing.objects.count() == 1


def test_who_files_against_many_is_told_of_the_one_that_is_like_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.filing.queries.repeated.SEARCHED", 3)
    first = house.filing()
    for serial in range(11, 15):
        house.filing(defendant__name=f"借款人{serial}", defendant__id_number=id_number(serial))
    found = own(house, house.draft(again__why="", story__text="再说一遍。"))
    assert [one.filing for one in found] == [first]


def test_a_page_without_a_suit_like_it_asks_nothing(house: House) -> None:
    page = browser(house, house.lin.uid).get(f"/file/{house.draft(again__why='').uid}/check/").content.decode()
    assert 'name="again"' not in page
