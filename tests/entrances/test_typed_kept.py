"""What is typed into a form is kept before it is sent, found again on any device by that person, and gone once sent."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.acts.conduct import prepared
from tests.acts.motions import against, asked, decided
from tests.builders import House, party
from tests.entrances.portal_people import account_of, browser
from tongban.filing.actions.draft import erase_drafts, erase_drafts_before
from tongban.filing.actions.typed import FIELDS, LONGEST, PAGES, forget_typed
from tongban.filing.models import Typed
from tongban.filing.queries.typed import typed_by
from tongban.frame.acts import Recording
from tongban.motions.actions.decide import decide_motion
from tongban.people.actions.companions import name_helper
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
FORM = "/questions/new/"
_ADDRESSES: dict[Client, str] = {}
WORDS = "请问我的案件什么时候开庭？我已经等了两个月。"
SENT = {"category": "question", "words": WORDS, "court": "渝0103", "concerns": ""}
REVIEW, LIFTING = "裁定金额过高，请复议。", "已另行提供担保，请解除。"


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def address(client: Client) -> str:
    """Where the form of this client's person is kept; "" for nobody."""
    found = re.search(r'hx-post="(/typed/[^"]+)"', client.get(FORM).content.decode())
    return unescape(found[1]) if found else "/typed/?page="


def typed(client: Client, page: str, **fields: str) -> int:
    if client not in _ADDRESSES:
        _ADDRESSES[client] = address(client)
    return client.post(_ADDRESSES[client].replace(quote(FORM, safe=""), quote(page, safe="")), fields).status_code


def since(client: Client, page: str = FORM) -> dict[str, str]:
    """When each form of the page that is kept was shown, by the name of the hidden answer."""
    shown = client.get(page).content.decode()
    return dict(re.findall(r'name="((?:\w+-)?typed_since)" value="([0-9.]+)"', shown))


def standing(page: bytes) -> dict[str, str]:
    """What stands in the large fields."""
    found = re.findall(r'<textarea name="([\w-]+)"[^>]*>([^<]*)</textarea>', page.decode())
    return {name: words.strip() for name, words in found}


def two_forms(house: House) -> str:
    """The page of a measure in force: one may ask for a review of it, and for its end."""
    case = prepared(house)
    told = {"against": against(case, 1), "aim": "property", "amount": "100000", "object": "账户", "file": "yes"}
    told |= {"security": "insurance", "security_what": "示例保险公司保函", "haste": "yes", "haste_why": "今日转账"}
    motion = asked(house, case, house.lin, "preservation", **told)
    decided(house, case, motion, "mark_urgent")
    decided(house, case, motion, "rule_preservation", exempt="secured")
    done = {"measures": "已冻结", "ends_on": "2027-11-22"}
    decide_motion(case.uid, motion, "execute_ruling", done, by=house.clerk, at=house.at)
    return f"/cases/{case.uid}/motions/{motion}/"


def test_words_are_there_again_on_another_device_and_for_nobody_else(house: House) -> None:
    first, second, other = browser(house, house.lin.uid), browser(house, house.lin.uid), browser(house, house.zhou.uid)
    assert address(first) == address(second) != address(other)
    assert typed(first, FORM, words=WORDS) == 204
    page = second.get(FORM).content.decode()
    assert WORDS in page
    assert "您之前在此填写" in page
    assert WORDS not in other.get(FORM).content.decode()
    assert typed(second, FORM, words="换一个问题") == 204
    assert "换一个问题" in first.get(FORM).content.decode()


def test_a_page_that_stays_open_keeps_nothing_for_who_signs_in_after(house: House) -> None:
    """A browser keeps what it could not save under that address: the next person's form must not take it up."""
    before, after = browser(house, house.lin.uid), browser(house, house.zhou.uid)
    assert after.post(address(before), {"words": WORDS}).status_code == 409
    assert not Typed.objects.exists()
    assert before.post(address(before), {"words": WORDS}).status_code == 204


def test_who_helps_reads_nothing_that_was_typed_alone_and_sends_nothing_of_it_away(house: House) -> None:
    lin, helper = browser(house, house.lin.uid), browser(house, house.zhou.uid)
    assert typed(lin, FORM, words=WORDS) == 204
    login = account_of(house, house.zhou.uid).login  # type: ignore[attr-defined]
    name_helper(login, 10, by=party(house.lin.uid), at=house.at)
    assert helper.post(reverse("portal:beside_go", args=[house.lin.uid])).status_code == 302
    assert WORDS not in helper.get(FORM).content.decode()
    assert address(helper) != address(lin), "nor does a browser that both use"
    assert typed(helper, FORM, words="帮忙填写的问题") == 204
    assert "帮忙填写的问题" in helper.get(FORM).content.decode()
    assert helper.post(FORM, SENT | {"words": "帮忙填写的问题"} | since(helper)).status_code == 302
    shown = lin.get(FORM).content.decode()
    assert (WORDS in shown, "帮忙填写的问题" in shown) == (True, False)


def test_a_form_that_is_wrong_keeps_them_and_one_that_is_taken_does_not(house: House) -> None:
    lin = browser(house, house.lin.uid)
    typed(lin, FORM, words=WORDS)
    assert lin.post(FORM, {"words": WORDS}).status_code == 422
    assert Typed.objects.get(page=FORM).values == {"words": WORDS}
    assert lin.post(FORM, SENT | since(lin)).status_code == 302
    assert Typed.objects.get(page=FORM).values == {}
    assert WORDS not in lin.get(FORM).content.decode()


def test_what_was_on_the_way_when_the_form_was_sent_is_not_kept_after_it(house: House) -> None:
    lin = browser(house, house.lin.uid)
    shown = since(lin)
    house.clock.forward(minutes=1)
    assert lin.post(FORM, SENT | shown).status_code == 302
    assert typed(lin, FORM, words=WORDS, **shown) == 409
    assert WORDS not in lin.get(FORM).content.decode()
    assert typed_by(house.viewer(house.lin.uid)) == []
    # Whoever begins anew has it kept, and so have both of two first answers that come in at once.
    anew = since(lin)
    house.clock.forward(minutes=1)
    assert typed(lin, FORM, words="另一个问题", **anew) == 204
    assert typed(lin, FORM, category="question", **anew) == 204
    assert typed(lin, FORM, words="还是这个", typed_since="x") == 204
    assert "还是这个" in lin.get(FORM).content.decode()


def test_a_form_that_leads_to_another_page_of_the_account_was_taken(house: House) -> None:
    house.filing()
    page = f"/account/acts/{Entry.objects.get(event='filing_handed_in').uid}/"
    clerk = browser(house, house.wuhou_clerk.person)
    session = clerk.session
    session["assisting"], session["assisting_court"] = str(house.lin.uid), "川0107"
    session.save()
    assert typed(clerk, page, why=WORDS) == 204
    assert clerk.post(page, {"why": WORDS} | since(clerk, page)).url == "/account/acts/"
    assert Typed.objects.get().values == {}


def test_who_has_to_sign_in_again_loses_nothing(house: House) -> None:
    lin = browser(house, house.lin.uid)
    typed(lin, FORM, words=WORDS)
    lin.logout()
    assert lin.post(FORM, {"words": WORDS}).status_code == 302
    assert WORDS in browser(house, house.lin.uid).get(FORM).content.decode()


def test_the_chosen_court_and_why_one_files_again_are_kept_before_they_are_sent(house: House) -> None:
    house.filing()
    draft, lin = f"/file/{house.draft(agreement__kind='none').uid}/", browser(house, house.lin.uid)
    assert typed(lin, f"{draft}court/", court="渝0103") == 204
    assert re.findall(r'value="([^"]+)"[^>]* checked', lin.get(f"{draft}court/").content.decode()) == ["渝0103"]
    assert typed(lin, f"{draft}hand-in/", again=WORDS) == 204
    assert WORDS in lin.get(f"{draft}check/").content.decode()
    assert lin.post(f"{draft}hand-in/", {"confirmed": "yes", "again": WORDS}).status_code == 302
    assert not Typed.objects.exists(), "what was handed in leaves nothing on its pages"


def test_forms_side_by_side_keep_their_words_apart(house: House) -> None:
    case = prepared(house)
    told = {"against": against(case, 1), "aim": "property", "amount": "100000", "object": "账户", "haste": "no"}
    motion = asked(house, case, house.lin, "preservation", **told, security_what="未提供")
    decided(house, case, motion, "ask_security", security_amount="30000", security_until="2026-12-01")
    lin, page = browser(house, house.lin.uid), f"/cases/{case.uid}/motions/{motion}/"
    fields = set(re.findall(r'name="([\w-]+)"[^>]* data-autosave', lin.get(page).content.decode()))
    assert {"give_security-reasons", "give_security-security"} == fields, "each field says to which form it belongs"
    assert typed(lin, page, **{"give_security-reasons": WORDS}, **since(lin, page)) == 204
    assert lin.get(page).content.decode().count(WORDS) == 1


def test_a_form_that_is_taken_leaves_what_was_typed_into_the_others(house: House) -> None:
    lin, page = browser(house, house.lin.uid), two_forms(house)
    shown = since(lin, page)
    review, lifting = ({name: shown[name]} for name in ("ask_review-typed_since", "ask_lifting-typed_since"))
    assert typed(lin, page, **{"ask_review-reasons": REVIEW}, **review) == 204
    assert typed(lin, page, **{"ask_lifting-reasons": LIFTING}, **lifting) == 204
    house.clock.forward(minutes=1)
    sent = {"act": "ask_lifting", "ask_lifting-reasons": LIFTING, **lifting}
    refused = lin.post(page, sent)
    assert refused.status_code == 422, "nothing was said about secrets"
    both = {"ask_review-reasons": REVIEW, "ask_lifting-reasons": LIFTING}
    assert standing(refused.content) == standing(lin.get(page).content) == both
    assert lin.post(page, sent | {"ask_lifting-state_secret": "no"}).status_code == 302
    assert standing(lin.get(page).content) == {"ask_review-reasons": REVIEW, "ask_lifting-reasons": ""}
    # What is still on the way from the page as it was, counts for the form that was not sent.
    assert typed(lin, page, **{"ask_lifting-reasons": LIFTING}, **lifting) == 409
    assert typed(lin, page, **{"ask_review-reasons": f"{REVIEW}谢谢。"}, **review) == 204
    assert standing(lin.get(page).content) == {"ask_review-reasons": f"{REVIEW}谢谢。", "ask_lifting-reasons": ""}


def test_words_that_an_earlier_version_kept_page_by_page_are_found_and_go_form_by_form(house: House) -> None:
    lin, page = browser(house, house.lin.uid), two_forms(house)
    assert typed(lin, page, **{"ask_review-reasons": REVIEW}, typed_since="1.0") == 204
    assert typed(lin, page, **{"ask_lifting-reasons": LIFTING}, typed_since="1.0") == 204
    assert Typed.objects.get(page=page).values.keys() == {"ask_review-reasons", "ask_lifting-reasons"}
    assert standing(lin.get(page).content) == {"ask_review-reasons": REVIEW, "ask_lifting-reasons": LIFTING}
    sent = {"act": "ask_lifting", "ask_lifting-reasons": LIFTING, "ask_lifting-state_secret": "no"}
    sent["ask_lifting-typed_since"] = since(lin, page)["ask_lifting-typed_since"]
    assert lin.post(page, sent).status_code == 302
    assert standing(lin.get(page).content) == {"ask_review-reasons": REVIEW, "ask_lifting-reasons": ""}


def test_two_forms_of_a_page_with_one_name_are_refused(house: House) -> None:
    request: Any = RequestFactory().get(FORM)
    request.viewer, request.at, request.assisted = house.viewer(house.lin.uid), house.at, None
    one, two, apart = forms.Form(), forms.Form(), forms.Form(prefix="apart")
    page = Template("{% load portal %}{% keep one %}{% keep other %}")
    assert "apart-typed_since" in page.render(Context({"request": request, "one": one, "other": apart}))
    with pytest.raises(TemplateSyntaxError):
        page.render(Context({"request": request, "one": one, "other": two}))


def test_a_browser_is_told_which_sending_was_taken_and_of_no_other(house: House) -> None:
    """It keeps what it could not save yet until it knows that the form was taken."""
    lin, called = browser(house, house.lin.uid), "m4x1abcdef"
    told = f"tongban_taken_{called}"
    assert told not in lin.post(FORM, {"words": WORDS, "handed_over": called}).cookies
    assert not lin.post(FORM, SENT | {"handed_over": "a=b; c"}).cookies.keys() & {"tongban_taken_a", "c"}
    assert lin.post(FORM, SENT | {"handed_over": called}).cookies[told].value
    lin.logout()
    assert told not in lin.post(FORM, SENT | {"handed_over": called}).cookies, "who has to sign in first sent nothing"


@pytest.mark.parametrize("page", ["https://evil.example/", "/desk/", "/nowhere/", "", "/" + "a" * 300])
def test_only_pages_of_the_portal_are_kept(house: House, page: str) -> None:
    assert typed(browser(house, house.lin.uid), page, words="x") == 404
    assert typed(browser(house), FORM, words="x") in {302, 403, 404}
    assert not Typed.objects.exists()


def test_there_is_an_end_to_how_much_is_kept(house: House) -> None:
    lin = browser(house, house.lin.uid)
    kept = [typed(lin, FORM, **{f"f{number}": "x"}) for number in range(FIELDS + 2)]
    assert kept == [204] * FIELDS + [409] * 2, "nobody is told that it is saved"
    assert len(Typed.objects.get().values) == FIELDS
    assert typed(lin, FORM, f1="长" * (LONGEST + 1)) == 409
    assert Typed.objects.get().values["f1"] == "x", "no half of it"
    more = "/questions/{}/more/"
    for number in range(PAGES + 5):
        house.clock.forward(minutes=1)
        typed(lin, more.format(f"00000000-0000-4000-8000-{number:012d}"), words="x")
    assert Typed.objects.count() == PAGES
    assert not Typed.objects.filter(page=FORM).exists(), "the oldest goes"


def test_what_was_sent_takes_no_room_from_what_was_not(house: House) -> None:
    lin = browser(house, house.lin.uid)
    assert typed(lin, FORM, words=WORDS) == 204
    for number in range(PAGES + 1):
        house.clock.forward(minutes=1)
        forget_typed(house.viewer(house.lin.uid), f"/questions/{number}/")
    assert Typed.objects.count() == PAGES + 1
    assert WORDS in lin.get(FORM).content.decode()


def test_they_go_with_drafts(house: House) -> None:
    lin = browser(house, house.lin.uid)
    typed(lin, FORM, words=WORDS)

    record = Recording(by=party(house.lin.uid), at=house.at, fulfils=None)
    assert erase_drafts_before(record, house.at - timedelta(days=1)) == 0
    assert erase_drafts_before(record, house.at + timedelta(days=1)) == 1
    typed(lin, FORM, words=WORDS)
    erase_drafts(record, house.lin.uid)
    assert not Typed.objects.exists()
