"""Error pages say what happened, what to do now and whom to ask, in the language of the person."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory

from tests.entrances.face_site import site  # noqa: F401 - a fixture
from tongban.face import errors

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("site")]


def test_a_page_that_does_not_exist_offers_a_person_to_ask(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到此页" in answer.content.decode()
    assert "12368" in answer.content.decode()


def test_a_failure_shows_a_reference_that_stands_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/broken/")
    assert answer.status_code == 500
    reference = re.search(r"<code>([\w-]+)</code>", answer.content.decode())
    assert reference
    assert reference[1] in caplog.text


def test_the_page_of_a_failure_comes_even_when_the_context_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tongban.face.context.preference", lambda *_names: 1 / 0)
    request = RequestFactory().get("/")
    request.error_reference = "abcd1234"  # type: ignore[attr-defined]
    answer = errors.server_error(request)
    assert answer.status_code == 500
    assert "abcd1234" in answer.content.decode()


def test_a_form_left_open_too_long_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/confirm/", {"confirmed": "yes"})
    assert answer.status_code == 403
    assert "页面打开时间过长" in answer.content.decode()


@pytest.mark.parametrize(
    ("handler", "exception", "status"),
    [(errors.denied, PermissionDenied("secret"), 403), (errors.bad_request, SuspiciousOperation("secret"), 400)],
)
def test_an_error_page_tells_nothing_of_the_inside(handler: object, exception: Exception, status: int) -> None:
    answer = handler(RequestFactory().get("/"), exception)  # type: ignore[operator]
    assert answer.status_code == status
    assert "secret" not in answer.content.decode()


def test_a_refusal_gives_reason_article_remedy_and_contact(client: Client) -> None:
    text = client.get("/refused/", headers={"Accept-Language": "en"}).content.decode()
    for part in ("“12万” is not an amount in digits.", "CPL 124(3)", "Write digits only", "nowhere.known", "12368"):
        assert part in text


def test_asking_before_an_act_is_a_page_with_a_way_back(client: Client) -> None:
    text = client.get("/confirm/").content.decode()
    for part in (
        "案件终结。",
        "民事诉讼法第148条",
        'name="confirmed" value="yes"',
        'name="reason" value="a"',
        'href="/back/"',
    ):
        assert part in text
