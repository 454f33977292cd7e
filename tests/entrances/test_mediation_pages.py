"""The pages of a mediation: a party's room, the mediator's, the desk; and at every outlet, the wall."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.test import Client
from outlets import Address, addresses

from tests.acts.conduct import prepared
from tests.acts.mediations import Table, chosen, enlisted, president, referred, seated, talked
from tests.builders import House, make_demo_authority, material, person, staff
from tests.entrances.canary import Flock, everything_in, picture_with, planted
from tests.entrances.canary_names import converter_name
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.access.audience import Audience
from tongban.access.vocabulary import BEHIND_THE_WALL
from tongban.api.tokens import issue_token
from tongban.cases.actions.opening import open_file
from tongban.documents.models import Document
from tongban.mediation.actions.referral import close, confirm
from tongban.mediation.actions.words import put_text, speak
from tongban.mediation.models import CommonText, Mediation, Statement
from tongban.mediation.queries import mediation_of
from tongban.people.models import Account
from tongban.people.vocabulary import Role

WORDS = "底线是十五万元。"


def told(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def room(case: UUID, what: str = "") -> str:
    return f"/cases/{case}/mediation-room/" + (f"{what}/" if what else "")


def desk(case: UUID, what: str = "") -> str:
    return f"/desk/cases/{case}/mediation" + (f"/{what}" if what else "")


# From the register to an agreement, and to a failure, by the pages alone


def test_a_mediation_from_the_register_to_an_agreement(house: House) -> None:
    who = person("何调解", 41)
    chief = signed_in(house, president(house).person)
    entry = {"id_number": "1", "kind": "invited", "scope": "民间借贷", "fee": "免费", "profile": "退休法律工作者"}
    assert chief.post("/desk/mediators", entry).status_code == 422
    assert chief.post("/desk/mediators", entry | {"id_number": who.id_number}).status_code == 302
    assert "退休法律工作者" in told(Client().get("/mediators/"))

    case = prepared(house).uid
    lin, zhou, judge = (signed_in(house, uid) for uid in (house.lin.uid, house.zhou.uid, house.judge.person))
    assert judge.post(desk(case, "refer")).status_code == 422
    for browser in (lin, zhou):
        page = f"/cases/{case}/consent/mediation/"
        notice = browser.get(page).context["version"]
        assert browser.post(page, {"choice": "online", "notice_version": notice}).status_code == 302
    assert judge.post(desk(case, "refer")).status_code == 302
    for browser in (lin, zhou):
        assert "Choose a mediator" in told(browser.get(f"/cases/{case}/"))
        assert browser.post(room(case, "choose"), {"mediator": str(who.uid)}).status_code == 302

    hers = signed_in(house, who.uid)
    assert "You are asked to mediate" in told(hers.get("/"))
    assert hers.post(f"/mediations/{case}/confirm/", {"relation": ""}).status_code == 302
    sent = {"text": WORDS, "to": "mediator", "state_secret": "no", "files": picture_with("QZ00ffffZQ")}
    assert zhou.post(room(case, "speak"), sent).status_code == 302
    assert WORDS in told(hers.get(f"/mediations/{case}/"))
    assert WORDS in told(zhou.get(room(case)))
    assert WORDS not in told(lin.get(room(case)))
    put = {"kind": "agreement", "text": "被告分三期归还。"}
    assert hers.post(f"/mediations/{case}/put/", put).status_code == 302
    text = CommonText.objects.get().uid
    for browser in (lin, zhou):
        page = f"{room(case, 'agree')}?of={text}"
        assert "被告分三期归还。" in told(browser.get(page))
        assert browser.post(page, {}).status_code == 422
        assert browser.post(page, {"wish": "paper"}).status_code == 302
    assert "被告分三期归还。" in told(judge.get(desk(case)))
    assert WORDS not in told(judge.get(desk(case)))
    assert hers.get(f"/mediations/{case}/").status_code == 404


def test_a_mediation_that_fails_leaves_the_court_its_bare_outcome(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    speak(case, WORDS, to="all", by=table.zhou, at=house.at)
    put_text(case, "facts", "借款属实。", by=table.mediator, at=house.at)
    hers, judge = signed_in(house, table.mediator.person), signed_in(house, house.judge.person)
    assert hers.post(f"/mediations/{case}/close/", {"outcome": "agreed"}).status_code == 422
    assert hers.post(f"/mediations/{case}/close/", {"outcome": "wide_gap"}).status_code == 302
    page = told(judge.get(desk(case)))
    assert "the parties are too far apart" in page
    assert WORDS not in page
    assert "借款属实。" not in page
    lin = signed_in(house, house.lin.uid)
    assert "The mediation ended: the parties are too far apart." in told(lin.get(f"/cases/{case}/"))
    assert WORDS in told(lin.get(room(case)))


def test_a_party_ends_it_and_asks_for_another_mediator_on_its_page(house: House) -> None:
    table = seated(house)
    zhou = signed_in(house, house.zhou.uid)
    assert zhou.get(room(table.case.uid, "change")).status_code == 200
    assert zhou.post(room(table.case.uid, "change")).status_code == 302
    clerk = signed_in(house, house.clerk.person)
    assert "Name a mediator" in told(clerk.get(desk(table.case.uid)))
    named = {"mediator": str(table.mediator.person)}
    assert clerk.post(desk(table.case.uid, "appoint"), named).status_code == 302
    assert zhou.post(room(table.case.uid, "leave"), {"outcome": "unwilling"}).status_code == 302
    state = mediation_of(table.case.uid)
    assert state
    assert state.outcome == "unwilling"


def test_a_mediator_declines_on_the_page_and_discloses(house: House) -> None:
    who = enlisted(house)
    case = referred(house)
    chosen(house, case, who)
    hers = signed_in(house, who.person)
    assert hers.post(f"/mediations/{case.uid}/decline/", {"reasons": ""}).status_code == 422
    assert hers.post(f"/mediations/{case.uid}/decline/", {"reasons": "超出擅长领域。"}).status_code == 302
    assert "超出擅长领域。" in told(signed_in(house, house.judge.person).get(desk(case.uid)))
    chosen(house, case, who)
    confirm(case.uid, by=who, at=house.at)
    relation = {"relation": "曾与原告共事。"}
    assert hers.post(f"/mediations/{case.uid}/disclose/", relation).status_code == 302
    assert hers.post(f"/mediations/{case.uid}/speak/", {"text": "请说。", "to": "all"}).status_code == 422
    assert "曾与原告共事。" in told(signed_in(house, house.lin.uid).get(room(case.uid)))


# Doors


def test_the_room_is_for_the_parties_and_the_mediators_page_for_that_mediator(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    other = enlisted(house, "马调解", 42)
    for who in (house.judge.person, house.clerk.person, other.person, person("何欢", 9).uid):
        assert signed_in(house, who).get(room(case)).status_code == 404
        assert signed_in(house, who).get(f"/mediations/{case}/").status_code == 404
    assert signed_in(house, table.mediator.person).get(room(case)).status_code == 404
    assert signed_in(house, house.lin.uid).get("/mediations/").status_code == 404
    assert signed_in(house, other.person).get("/mediations/").status_code == 200
    assert signed_in(house, table.mediator.person).get("/desk/").status_code == 404
    assert Client().get(f"/mediations/{case}/").status_code == 302


def test_what_is_not_open_or_is_somebody_elses_has_no_page(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    alone = speak(case, WORDS, to="mediator", by=table.zhou, at=house.at)
    lin, hers = signed_in(house, house.lin.uid), signed_in(house, table.mediator.person)
    for page in (room(case, "choose"), room(case, "x"), f"{room(case, 'release')}?of={alone}", room(case, "agree")):
        assert lin.get(page).status_code == 404, page
    assert lin.post(f"{room(case, 'release')}?of={alone}").status_code == 404
    assert hers.get(f"/mediations/{case}/confirm/").status_code == 404
    quiet = prepared(house).uid
    assert lin.get(room(quiet)).status_code == 404


def test_a_file_is_sent_to_whom_it_was_shown_by_the_rooms_alone(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    said = speak(case, WORDS, to="mediator", materials=(material("files"),), by=table.zhou, at=house.at)
    file = Document.objects.get(subject=said).uid
    lin, zhou, hers = (signed_in(house, uid) for uid in (house.lin.uid, house.zhou.uid, table.mediator.person))
    for browser, page in ((zhou, room(case, f"files/{file}")), (hers, f"/mediations/{case}/files/{file}/")):
        assert b"".join(browser.get(linked(browser, page)).streaming_content)  # type: ignore[arg-type]
    assert lin.get(linked(lin, room(case, f"files/{file}"))).status_code == 404
    for page in ("", "file/", "proof/", "pages/1/"):
        assert zhou.get(linked(zhou, f"/cases/{case}/papers/{file}/{page}")).status_code == 404, page
    close(case, "wide_gap", by=table.mediator, at=house.at)
    assert hers.get(linked(hers, f"/mediations/{case}/files/{file}/")).status_code == 404


def test_a_clerk_beside_the_party_reads_nothing_of_the_mediation(house: House) -> None:
    table = seated(house)
    case = table.case.uid
    speak(case, WORDS, to="all", by=table.lin, at=house.at)
    clerk = signed_in(house, house.wuhou_clerk.person)
    session = clerk.session
    session["assisting"], session["assisting_court"] = str(house.zhou.uid), "川0107"
    session.save()
    page = told(clerk.get(room(case)))
    assert "With court staff beside you nothing of the mediation is shown" in page
    assert WORDS not in page
    assert clerk.post(room(case, "speak"), {"text": "我来说。", "to": "all"}).status_code == 422
    assert Statement.objects.count() == 1


# Every outlet


def _filled(address: Address, table: Table, uids: list[UUID]) -> Iterator[str]:
    """The address with the mediated case, and with each of `uids` in the other places."""
    for uid in uids:
        route = address.route
        for name, converter in address.pattern.pattern.converters.items():
            kind = type(converter).__name__
            first = name in {"case", "uid"} and "papers" not in route.partition(name)[0]
            value: object = table.case.uid if first else uid
            value = value if kind == "UUIDConverter" else {"IntConverter": 1}.get(kind, "speak")
            route = route.replace(f"<{converter_name(kind)}:{name}>", str(value))
        yield route
        if "<uuid:" not in address.route:
            return


@pytest.mark.long
@pytest.mark.timeout(900)
def test_no_outlet_lets_a_word_of_the_mediation_out_to_anybody_but_the_table(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    table, flock = seated(house), Flock()
    talked(table, lambda _to: material("files", picture_with(flock.hatch("file of the mediation"))))
    chief = staff("渝0103", Role.PRESIDENT, "郑院长")
    open_file(table.case.number, "审判监督。", by=chief, at=house.at)
    house.work()
    planted(flock)
    make_demo_authority()
    walled = {b for b, labels in flock.labels.items() if all(label.layer in BEHIND_THE_WALL for label in labels)}
    assert len(walled) > 8
    readers = {
        "judge": house.judge.person,
        "clerk": house.clerk.person,
        "president": chief.person,
        "another mediator": enlisted(house, "马调解", 42).person,
        "stranger": person("何欢", 9).uid,
        "lin": house.lin.uid,
        "zhou": house.zhou.uid,
        "mediator": table.mediator.person,
    }
    caplog.set_level(logging.INFO)
    shown = Document.objects.filter(layer="caucus").order_by("-id")[0]
    uids = [one for one in (shown.subject, shown.uid, Mediation.objects.get().uid) if one]
    heard = dict.fromkeys(readers, 0)
    pages = [one for one in addresses() if "(?P" not in one.route and one.opened.audience is not Audience.PEER]
    for who, uid in readers.items():
        browser = signed_in(house, uid)
        browser.raise_request_exception = False
        browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {issue_token(Account.objects.get(person__uid=uid))}"
        assert uid
        viewer = house.viewer(uid)
        for address in pages:
            for path in _filled(address, table, uids):
                answer = browser.get(path)
                content = b"".join(answer.streaming_content) if answer.streaming else answer.content
                parts = [repr(answer.headers).encode(), *everything_in(content)]
                found = {bird for bird in walled if any(bird.encode() in part for part in parts)}
                heard[who] += len(found)
                assert {bird for bird in found if not flock.open_to(viewer, bird)} == set(), (who, path)
                assert not [bird for bird in walled if bird in caplog.text], (who, path)
                caplog.clear()
                if found:
                    assert "/mediation" in path, (who, path)
    assert {who for who, birds in heard.items() if birds} == {"lin", "zhou", "mediator"}


def test_asking_by_the_uid_of_words_gives_the_judge_nothing(house: House) -> None:
    table = seated(house)
    said = speak(table.case.uid, WORDS, to="all", by=table.zhou, at=house.at)
    judge = signed_in(house, house.judge.person)
    row = Mediation.objects.get()
    for uid in (said, row.uid, uuid4()):
        for page in (f"/desk/documents/{uid}", f"/desk/cases/{uid}/mediation", f"/mediations/{uid}/", room(uid)):
            assert judge.get(page).status_code == 404, page
