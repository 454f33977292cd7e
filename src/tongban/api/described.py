"""The description of the API with every answer that an operation gives, refusals as they come."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from tongban.api.problems import PROBLEM

_SAYS = {
    "400": "The body cannot be read",
    "401": "A valid token is needed",
    "404": "There is no such thing, or not for this person",
    "422": "Refused: what is wrong, under which rule, and what can be done",
    "429": "Too often: wait as many seconds as `Retry-After` says",
}
_FIRST_NO = 400
_SCHEMA = {"$ref": "#/components/schemas/ProblemOut"}


class CourtApi(NinjaAPI):
    """The framework's API, whose description leaves no answer out."""

    def get_openapi_schema(self, **asked: Any) -> Any:  # noqa: ANN401 - the framework's signature
        """The description (OpenAPI 3.1)."""
        described = super().get_openapi_schema(**asked)
        for methods in described["paths"].values():
            for operation in methods.values():
                _complete(operation)
        return described


def _complete(operation: dict[str, Any]) -> None:
    """Add the answers that the framework and the entrance give, and the type of all that say no."""
    answers = operation["responses"] = {str(status): answer for status, answer in operation["responses"].items()}
    given = {"422", "429"}
    given |= {"400"} if "requestBody" in operation else set()
    given |= {"401"} if operation.get("security") else set()
    given |= {"404"} if any(one["in"] == "path" for one in operation.get("parameters", ())) else set()
    for status in given:
        answers.setdefault(status, {"description": _SAYS[status]})
    for status, answer in answers.items():
        if int(status) >= _FIRST_NO:
            answer["description"] = _SAYS.get(status, answer["description"])
            answer["content"] = {PROBLEM: {"schema": _SCHEMA}}
