"""Whatever a program sends to the API, it gets an answer that the description names, and never a breakdown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.attacks.world import WHOLE, taken_back
from tests.builders import House
from tests.entrances.portal_people import account_of
from tongban.api.service import api
from tongban.api.tokens import issue_token

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 200 if WHOLE else 6
DESCRIPTION = schemathesis.openapi.from_dict(api.get_openapi_schema())
OPERATIONS = [found.ok() for found in DESCRIPTION.get_all_operations()]


def answer_to(case: Any, client: Client) -> httpx.Response:  # noqa: ANN401 - schemathesis' case
    """What the platform answers to the case, as the checks want it."""
    sent: dict[str, Any] = {"headers": {name: str(value) for name, value in (case.headers or {}).items()}}
    body = case.body
    if case.media_type == "multipart/form-data" and isinstance(body, dict):
        sent["data"] = {
            str(name): value if isinstance(value, str | bytes) else str(value) for name, value in body.items()
        }
    elif type(body).__name__ != "NotSet":
        sent |= {"data": body, "content_type": "application/json"}
    with taken_back():
        send = client.generic if case.method.upper() not in {"GET", "POST"} else getattr(client, case.method.lower())
        query = httpx.QueryParams({name: value for name, value in (case.query or {}).items() if value is not None})
        address = f"{case.formatted_path}?{query}" if query else case.formatted_path
        got: Any = send(address, **sent)
    request = httpx.Request(case.method, f"http://testserver{address}")
    answer = httpx.Response(got.status_code, headers=dict(got.headers.items()), content=got.content, request=request)
    answer.elapsed = timedelta(0)
    return answer


@pytest.mark.timeout(7200 if WHOLE else 900)
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_no_request_gets_an_answer_that_is_not_described(house: House, operation: Any) -> None:  # noqa: ANN401 - schemathesis' own
    token = issue_token(account_of(house, house.lin.uid))  # type: ignore[arg-type]
    program, stranger = Client(headers={"authorization": f"Bearer {token}"}), Client()

    @settings(max_examples=EXAMPLES, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(), known=st.booleans())
    def ask(case: Any, known: bool) -> None:  # noqa: ANN401 - as above
        answer = answer_to(case, program if known else stranger)
        case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_garbage_is_told_to_be_garbage(house: House, operation: Any) -> None:  # noqa: ANN401 - schemathesis' own
    token = issue_token(account_of(house, house.lin.uid))  # type: ignore[arg-type]
    program = Client(headers={"authorization": f"Bearer {token}"})
    path = operation.full_path
    for value in ("\x00", "𝒳" * 50, "-1", "9" * 400, "../../etc", "%2e%2e", "' OR 1=1 --", "{{7*7}}", "\ud800"):
        filled = "".join(
            "x" if part.startswith("{") else part for part in path.replace("{", "\n{").replace("}", "}\n").split("\n")
        )
        asked = {"q": value, "text": value, "code": value, "kind": value, "number": value, "from": value}
        for address in (
            filled,
            filled.replace("x", httpx.QueryParams({"v": value.encode("utf-8", "replace").decode()})["v"]),
        ):
            with taken_back():
                if operation.method.upper() == "GET":
                    got = program.get(address, {k: v.encode("utf-8", "replace").decode() for k, v in asked.items()})
                else:
                    got = program.post(address, b"\xff\xfe{" + repr(value).encode(), content_type="application/json")
            assert got.status_code < 500, address
