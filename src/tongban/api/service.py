"""The public API with its OpenAPI description at `/api/v1/openapi.json`. Errors are problem details (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import django_auth

from tongban.api.bulk import router as bulk
from tongban.api.cases import router as cases
from tongban.api.described import CourtApi
from tongban.api.filings import router as filings
from tongban.api.keys import LAW
from tongban.api.legal import router as law
from tongban.api.problems import problem
from tongban.api.proofs import router as proofs
from tongban.api.schemas import Token
from tongban.api.tokens import TOKEN_SECONDS, Bearer, issue_token
from tongban.kernel.refusal import Refusal, Refused

# Its own pages of documentation would load scripts from elsewhere: the description itself is what is offered.
api = CourtApi(
    title="Tongban",
    version="1",
    description="Ask the law and check proofs; with a token of a person signed in, file and follow one's cases.",
    docs_url=None,
    auth=Bearer(),
    urls_namespace="api-1",
)
api.add_router("/", filings, tags=["filing"])
api.add_router("/bulk", bulk, tags=["filing in bulk"])
api.add_router("/", cases, tags=["cases"])
api.add_router("/proofs", proofs, tags=["proofs"], auth=None)
api.add_router("/law", law, tags=["law"], auth=None)


@api.post("/token", auth=django_auth, response=Token, tags=["access"], summary="A token for the person signed in")
def token(request: HttpRequest) -> dict[str, Any]:
    """Needs the session cookie of a sign-in by the browser, and its CSRF token."""
    return {"token": issue_token(request.user), "expires_in": TOKEN_SECONDS}


@api.exception_handler(Refused)
def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    """What is secret does not exist: 404; any other refusal is 422."""
    secret = all(".no_such_" in refusal.reason for refusal in no.refusals)
    return problem(no, status=404 if secret else 422, request=request)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The request has not the described shape."""
    fields = [".".join(str(part) for part in found["loc"]) for found in error.errors]
    refusals = [Refusal("api.value_malformed", LAW, (field,), (("key", field.rpartition(".")[2]),)) for field in fields]
    return problem(Refused(refusals), status=422, request=request)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Without a valid token."""
    del error
    answer = problem(Refused(Refusal("api.token_missing", LAW)), status=401, request=request)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """No such thing, or not for this person."""
    del error
    return problem(Refused(Refusal("api.nothing_here", LAW)), status=404, request=request)


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Anything that the framework itself refuses."""
    no = Refused(Refusal("api.not_taken", LAW, (), (("why", str(error)),)))
    return problem(no, status=error.status_code, request=request)
