"""Bodies sent to the API with more in them than is asked for, or with things of somebody else: refused, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.bulk import lines, packed
from tests.acts.bulk import sent as table_sent
from tests.attacks.test_attack_forms import EXTRA
from tests.attacks.world import entries, rows, taken_back
from tests.builders import House, answers, picture
from tests.entrances.portal_people import account_of
from tongban.api.service import api
from tongban.api.tokens import account_of as account_of_token
from tongban.api.tokens import issue_token
from tongban.face.legal.venue import VENUE_EXAMPLE
from tongban.filing.models import Draft, Filing
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@dataclass
class Programs:
    """Two people's programs at one platform, and the browser of the first."""

    house: House
    lin: Client
    zhou: Client
    browser: Client


@dataclass
class Call:
    """A POST that does something: by whom, where, with which body."""

    by: Client
    address: str
    body: dict[str, Any] = field(default_factory=dict)
    json: bool = True

    def send(self, sender: Client | None = None, /, **extra: Any) -> Any:  # noqa: ANN401 - Django's test response
        """Send it, with these fields beside its own."""
        for value in self.body.values():
            if hasattr(value, "seek"):
                value.seek(0)
        kind = {"content_type": "application/json"} if self.json else {}
        return (sender or self.by).post(f"/api/v1{self.address}", {**self.body, **extra}, **kind)


def _program(house: House, person: Any) -> Client:  # noqa: ANN401 - a uid
    return Client(headers={"Authorization": f"Bearer {issue_token(account_of(house, person))}"})  # type: ignore[arg-type]


@pytest.fixture
def programs(house: House) -> Programs:
    browser = Client()
    browser.force_login(account_of(house, house.lin.uid), backend=settings.AUTHENTICATION_BACKENDS[0])
    return Programs(house, _program(house, house.lin.uid), _program(house, house.zhou.uid), browser)


def _upload(by: Client) -> str:
    told = {"file": SimpleUploadedFile("scan.png", picture().read()), "state_secret": "no"}
    return by.post("/api/v1/files", told).json()["upload"]


def _filing(by: Client) -> dict[str, Any]:
    materials = [{"question": name, "upload": _upload(by)} for name in ("files.identity", "files.iou")]
    return {"interview": "private_lending", "answers": answers(), "materials": materials}


def _table(programs: Programs) -> Call:
    file = SimpleUploadedFile("claims.zip", packed(lines(1)))
    told = {"file": file, "interview": "private_lending", "key": "k1", "state_secret": "no"}
    return Call(programs.lin, "/bulk/tables", told, json=False)


def _table_filed(programs: Programs) -> Call:
    batch = table_sent(programs.house, packed(lines(1)))
    assert programs.house.work() == []
    return Call(programs.lin, f"/bulk/tables/{batch.uid}/filing")


def _file(programs: Programs) -> Call:
    told = {"file": SimpleUploadedFile("scan.png", picture().read()), "state_secret": "no"}
    return Call(programs.lin, "/files", told, json=False)


CALLS: dict[str, Callable[[Programs], Call]] = {
    "/api/v1/token": lambda programs: Call(programs.browser, "/token"),
    "/api/v1/files": _file,
    "/api/v1/filings": lambda programs: Call(programs.lin, "/filings", _filing(programs.lin)),
    "/api/v1/bulk/tables": _table,
    "/api/v1/bulk/tables/{uid}/filing": _table_filed,
    "/api/v1/law/venue": lambda programs: Call(programs.lin, "/law/venue", VENUE_EXAMPLE),
}


def test_every_operation_that_takes_a_body_is_tried() -> None:
    described = api.get_openapi_schema()["paths"]
    assert {path for path, methods in described.items() if set(methods) - {"get"}} == set(CALLS)


def done(send: Callable[[], Any]) -> tuple[int, list[tuple[str, str]], dict[str, int], Any]:
    """What came of it, taken back afterwards: the status, who did what, the rows of each table, the answer."""
    with taken_back():
        before = entries()
        answer = send()
        new = Entry.objects.filter(id__gt=before).order_by("id").values_list("event", "actor")
        told = answer.json() if answer.headers["Content-Type"].endswith("json") else None
        return answer.status_code, list(new), rows(), told


@pytest.mark.parametrize("operation", CALLS)
def test_a_field_that_nobody_asks_for_is_refused_or_changes_nothing(programs: Programs, operation: str) -> None:
    call = CALLS[operation](programs)
    status, acts, made, _ = done(call.send)
    assert status in {200, 201}, "the plain call does nothing: nothing is proven"
    untouched = rows()
    for name, value in EXTRA.items():
        if name in call.body:
            continue
        got = done(lambda name=name, value=value: call.send(**{name: value}))  # type: ignore[misc]
        if got[0] == 422:
            assert (got[1], got[2]) == ([], untouched), name
        else:
            assert (got[0], got[1], got[2]) == (status, acts, made), name


def test_an_answer_or_a_file_that_no_question_asks_for_is_not_kept(programs: Programs) -> None:
    call = CALLS["/api/v1/filings"](programs)
    for material in ({"person": str(programs.house.zhou.uid)}, {"sha256": "0" * 64}, {"layer": "public"}):
        body = call.body | {"materials": [one | material for one in call.body["materials"]]}
        assert programs.lin.post("/api/v1/filings", body, content_type="application/json").status_code == 422
    told = {name: value for name, value in EXTRA.items() if "." not in name}
    told |= {f"defendant.{'9' * 5000}.name": "x", "defendant.٢.name": "x"}
    body = call.body | {"answers": call.body["answers"] | told}
    status, acts, _, answer = done(lambda: programs.lin.post("/api/v1/filings", body, content_type="application/json"))
    assert (status, acts) == (422, [])
    assert {one["reason"] for one in answer["reasons"]} == {"filing.question_unknown"}
    assert {field for one in answer["reasons"] for field in one["fields"]} >= {"defendant.٢.name"}
    assert not Draft.objects.exists()
    assert not Filing.objects.exists()


def test_a_handle_of_another_person_s_file_brings_it_into_no_filing(programs: Programs) -> None:
    """Each handle of the body in turn is another's; the others are one's own."""
    own = CALLS["/api/v1/filings"](programs).body
    for place in range(len(own["materials"])):
        theirs = _upload(programs.zhou)
        materials = [one | ({"upload": theirs} if n == place else {}) for n, one in enumerate(own["materials"])]
        status, acts, _, told = done(
            lambda materials=materials: programs.lin.post(  # type: ignore[misc]
                "/api/v1/filings", own | {"materials": materials}, content_type="application/json"
            )
        )
        assert (status, acts, told["reasons"][0]["reason"]) == (422, [], "api.upload_unknown")
    assert not Draft.objects.exists(), "what was refused for a file that is not one's own leaves no draft"


@pytest.mark.parametrize("operation", [name for name in CALLS if "{" in name])
def test_what_the_address_names_of_another_person_does_not_exist(programs: Programs, operation: str) -> None:
    call = CALLS[operation](programs)
    status, acts, _, _ = done(lambda: call.send(programs.zhou))
    assert (status, acts) == (404, [])
    status, acts, _, _ = done(call.send)
    assert status == 200
    assert acts


def test_a_token_is_for_who_is_signed_in_whatever_the_body_names(programs: Programs) -> None:
    other = {"account": "zhou", "login": "zhou", "user": "1", "person": str(programs.house.zhou.uid)}
    told = Call(programs.browser, "/token").send(**other).json()
    account = account_of_token(told["token"])
    assert account is not None
    assert account.person.uid == programs.house.lin.uid
