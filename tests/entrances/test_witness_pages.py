"""Witnesses by pages: a party asks, the judge decides, the witness joins by the letter, signs, is heard, confirms."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.acts.conduct import does, prepared
from tests.acts.witnesses import TOLD, bound, code_of, granted, heard, in_session, joined
from tests.builders import House, material, party, person
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of, browser
from tests.links import linked
from tongban.access.log import reads_of
from tongban.cases.models import Witness
from tongban.cases.vocabulary import CaseView
from tongban.cases.vocabulary.witnesses import WitnessState
from tongban.documents.models import Document
from tongban.evidence.queries import exhibits_of
from tongban.filing.models import Typed
from tongban.hearings.actions.witnesses import release_witness, show_exhibit
from tongban.hearings.models import RecordLine
from tongban.people.actions.companions import name_helper
from tongban.people.vocabulary import PersonView

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    cache.clear()
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


@pytest.fixture
def he(house: House) -> PersonView:
    return person("何欢", 9)


@pytest.fixture
def room(house: House, case: CaseView, he: PersonView) -> UUID:
    """A hearing in session; the witness has joined and signed, and waits outside."""
    uid = granted(house, case)
    in_session(house, case)
    joined(house, uid, he)
    bound(house, uid, he)
    return uid


def status(client: Client, address: str) -> int:
    answer = client.get(linked(client, address))
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
        assert answer["Cache-Control"] == "private, no-store", "the browser asks again"
    return answer.status_code


def desk(house: House, case: CaseView, uid: UUID, act: str, *, who: UUID | None = None, **told: str) -> int:
    client = signed_in(house, who or house.judge.person)
    return client.post(f"/desk/cases/{case.uid}/witnesses/{uid}", {"act": act, **told}).status_code


def test_from_the_application_to_the_confirmed_statement(house: House, case: CaseView, he: PersonView) -> None:
    lin = browser(house, house.lin.uid)
    assert lin.get(f"/cases/{case.uid}/witnesses/new/").status_code == 200
    assert lin.post(f"/cases/{case.uid}/witnesses/new/", TOLD).status_code == 302
    row = Witness.objects.get()
    other_side = browser(house, house.zhou.uid).get(f"/cases/{case.uid}/witnesses/").content.decode()
    assert "已申请，由审判员决定" in other_side
    assert "13900000000" not in other_side
    assert desk(house, case, row.uid, "grant", reasons="与待证事实有关。") == 302
    in_session(house, case)

    stranger = browser(house)
    stranger.post("/join/", {"code": code_of(row.uid)})
    letter = stranger.get("/join/letter/").content.decode()
    assert "通知您出庭作证" in letter
    assert house.zhou.name not in letter, "the letter tells a witness nothing of the parties"
    client = browser(house, he.uid)
    client.post("/join/", {"code": code_of(row.uid)})
    page = client.post("/join/identity/", {"agreed": "on"})
    assert page.url == f"/testimony/{row.uid}/"
    shown = client.get(page.url).content.decode()
    assert "绝无隐瞒、歪曲、增减" in shown
    assert client.post(f"{page.url}guarantee/", {}).status_code == 422
    told = {"version": "witness-guarantee-2026-1", "agreed": "on"}
    assert client.post(f"{page.url}guarantee/", told).status_code == 302
    assert desk(house, case, row.uid, "call_in") == 302
    assert "您正在作证" in client.get(page.url).content.decode()

    said = {"part": "investigation", "speaker": str(row.uid), "text": "我看见他把现金交给了被告。"}
    assert signed_in(house, house.clerk.person).post(f"/desk/cases/{case.uid}/hearings/record", said).status_code == 302
    assert RecordLine.objects.get(witness=row.uid).holder == he.uid
    while_heard = client.get(page.url).content.decode()
    assert "我看见他把现金交给了被告。" not in while_heard, "a witness reads nothing off the page"
    assert desk(house, case, row.uid, "release") == 302
    shown = client.get(page.url).content.decode()
    assert "您正在作证" not in shown
    assert "我看见他把现金交给了被告。" in shown
    digest = shown.partition('name="digest" value="')[2][:64]
    assert client.post(f"{page.url}statement/", {"digest": "0" * 64}).status_code == 422
    assert client.post(f"{page.url}statement/", {"digest": digest, "correction": ""}).status_code == 302
    assert Witness.objects.get().state == WitnessState.CONFIRMED
    assert "何欢" in signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}/hearings").content.decode()


def test_what_the_witness_begins_to_correct_is_kept_for_the_witness_alone(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    heard(house, case, room)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    page, client, other = f"/testimony/{room}/", browser(house, he.uid), browser(house, he.uid)
    keeps = re.findall(r'hx-post="([^"]+)"', client.get(page).content.decode())
    assert len(keeps) == 1, "a promise is not kept"
    assert client.post(unescape(keeps[0]), {"correction": "现金是在楼下给的。"}).status_code == 204
    assert "现金是在楼下给的。" in other.get(page).content.decode()
    for one in (house.lin, house.zhou):
        assert "现金是在楼下给的。" not in browser(house, one.uid).get(f"/cases/{case.uid}/witnesses/").content.decode()
    shown = other.get(page).content.decode()
    told = dict(re.findall(r'name="(digest|typed_since)" value="([0-9a-f.]+)"', shown))
    told |= {"correction": "现金是在楼下给的。"}
    assert other.post(f"{page}statement/", told).status_code == 302
    assert Typed.objects.get().values == {}, "what was sent is kept no longer"


def test_what_is_wrong_in_the_application_is_said_beside_the_fields(house: House, case: CaseView) -> None:
    answer = browser(house, house.lin.uid).post(f"/cases/{case.uid}/witnesses/new/", {"name": "何欢"})
    assert answer.status_code == 422
    for said in ("没有写明证人的联系方式", "没有说明证人与当事人的关系", "没有说明证人出庭作证的必要性"):
        assert said in answer.content.decode()


def test_the_judge_calls_a_witness_by_the_page_with_a_ground_and_the_clerk_has_no_such_page(
    house: House, case: CaseView
) -> None:
    page = f"/desk/cases/{case.uid}/witnesses/call"
    told = {name: TOLD[name] for name in ("name", "phone", "relation", "proves", "need")} | {"reasons": "需要查明。"}
    judge = signed_in(house, house.judge.person)
    assert judge.get(page).status_code == 200
    assert judge.post(page, told).status_code == 422
    assert judge.post(page, told | {"ground": "collusion"}).status_code == 302
    assert signed_in(house, house.clerk.person).get(page).status_code == 404
    assert signed_in(house, house.wuhou_judge.person).get(f"/desk/cases/{case.uid}/witnesses").status_code == 404


def test_at_the_desk_each_act_is_offered_to_whom_the_table_lets_do_it(house: House, case: CaseView, room: UUID) -> None:
    clerk = house.clerk.person
    assert desk(house, case, room, "call_in", who=clerk) == 404
    assert desk(house, case, room, "release") == 404, "not called in yet"
    assert desk(house, case, room, "call_in") == 302
    assert desk(house, case, room, "show", exhibit="nonsense") == 422
    assert desk(house, case, room, "show", exhibit=str(exhibits_of(case.uid)[0].uid)) == 302
    assert desk(house, case, room, "release", who=clerk) == 404
    assert desk(house, case, room, "release") == 302
    assert desk(house, case, room, "confirm", who=clerk) == 422, "nothing was said yet"
    heard(house, case, room)
    release_witness(case.uid, room, by=house.judge, at=house.at)
    assert desk(house, case, room, "confirm", who=clerk) == 422, "nothing was chosen"
    assert desk(house, case, room, "confirm", who=clerk, way="refused") == 422, "no reason"
    assert desk(house, case, room, "confirm", who=clerk, way="refused", note="不愿签名。") == 302


def test_an_exhibit_is_open_to_the_witness_from_the_showing_to_the_release(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    does(house, house.zhou, "submit_exhibit", case, (material("files"),), title="收条", proves="收到", source="本人")
    exhibit, client = exhibits_of(case.uid)[-1], browser(house, he.uid)
    heard(house, case, room)
    show_exhibit(case.uid, room, exhibit.uid, by=house.judge, at=house.at)
    shown = Document.objects.get(kind="shown_exhibit", title__contains="收条")
    file = f"/testimony/{room}/files/{shown.uid}/"
    assert file in client.get(f"/testimony/{room}/").content.decode()
    assert status(client, file) == 200
    assert status(client, f"/testimony/{room}/files/{exhibit.documents[0]}/") == 404
    for other in (house.lin.uid, house.zhou.uid, house.clerk.person, house.judge.person):
        assert status(browser(house, other), file) == 404
    release_witness(case.uid, room, by=house.judge, at=house.at)
    assert status(client, file) == 404, "an old link"
    page = client.get(f"/testimony/{room}/").content.decode()
    assert "收条" not in page


def test_a_witness_finds_no_page_of_the_case_and_no_other_witness(
    house: House, case: CaseView, he: PersonView, room: UUID
) -> None:
    other = person("何小天", 8)
    second = granted(house, case, name=other.name, id_number=other.id_number)
    joined(house, second, other)
    heard(house, case, room)
    client = browser(house, he.uid)
    notice = Document.objects.get(subject=second, kind="witness_notice")
    pages = [f"/cases/{case.uid}/{page}" for page in ("", "evidence/", "witnesses/", "record/", "readers/", "agents/")]
    pages += [f"/testimony/{second}/", f"/testimony/{case.uid}/", f"/desk/cases/{case.uid}/witnesses/{room}"]
    pages += [f"/testimony/{one}/files/{notice.uid}/" for one in (room, second)]
    assert {status(client, page) for page in pages} == {404}
    posts = [f"/testimony/{second}/guarantee/", f"/testimony/{second}/statement/", f"/cases/{case.uid}/witnesses/new/"]
    assert {client.post(page, {"agreed": "on", "version": "x", "digest": "0"}).status_code for page in posts} == {404}
    assert {status(browser(house), page) for page in (f"/testimony/{room}/",)} == {302}


def test_a_helper_beside_the_witness_is_shown_nothing_and_signs_nothing(
    house: House, case: CaseView, he: PersonView
) -> None:
    uid = granted(house, case)
    in_session(house, case)
    joined(house, uid, he)
    login = account_of(house, house.lin.uid).login  # type: ignore[attr-defined]
    name_helper(login, 10, by=party(he.uid), at=house.at)
    helper = signed_in(house, house.lin.uid)
    assert helper.post(reverse("portal:beside_go", args=[he.uid])).status_code == 302
    told = {"version": "witness-guarantee-2026-1", "agreed": "on"}
    assert helper.post(f"/testimony/{uid}/guarantee/", told).status_code == 422
    bound(house, uid, he)
    heard(house, case, uid)
    show_exhibit(case.uid, uid, exhibits_of(case.uid)[0].uid, by=house.judge, at=house.at)
    shown = Document.objects.filter(kind="shown_exhibit").latest("id")
    assert status(helper, f"/testimony/{uid}/files/{shown.uid}/") == 404
    assert status(browser(house, he.uid), f"/testimony/{uid}/files/{shown.uid}/") == 200


def test_the_log_of_reads_says_that_a_witness_read(house: House, case: CaseView, he: PersonView, room: UUID) -> None:
    browser(house, he.uid).get(f"/testimony/{room}/")
    [read] = [one for one in reads_of(settings.TONGBAN.home, case.uid) if one.person == str(he.uid)]
    assert (read.roles, read.task) == (("witness",), "portal:testimony")
    page = browser(house, house.lin.uid).get(f"/cases/{case.uid}/readers/").content.decode()
    assert "证人" in page


def test_the_first_page_tells_a_witness_what_waits(house: House, case: CaseView, he: PersonView, room: UUID) -> None:
    assert f"/testimony/{room}/" in browser(house, he.uid).get("/").content.decode()
    assert f"/testimony/{room}/" not in browser(house, house.lin.uid).get("/").content.decode()
