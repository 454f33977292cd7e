"""Who may enter a page of the portal, and what a secret looks like to everybody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from tongban.access.audience import Audience, open_to
from tongban.kernel.refusal import Refused

SECRET = frozenset(
    {
        "cases.no_such_authority",
        "cases.no_such_change",
        "cases.no_such_case",
        "cases.no_such_witness",
        "cooperation.no_such_act",
        "cooperation.no_such_matter",
        "filing.no_such_batch",
        "filing.no_such_draft",
        "filing.no_such_filing",
        "filing.no_such_interview",
        "filing.no_own_paper",
        "helpline.no_such_ticket",
        "mediation.no_such_early",
        "mediation.no_such_mediation",
        "mediation.no_such_statement",
        "mediation.no_such_text",
    }
)
"""Refusals that must not tell what does not exist apart from what is not this viewer's."""


def sent_by(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None on a mere look. An empty answer is an answer, too."""
    return request.POST if request.method == "POST" else None


Page = Callable[..., HttpResponseBase]


def for_persons(view: Page) -> Page:
    """A page for somebody who has signed in. What is not theirs does not exist."""
    return open_to(Audience.PERSON)(_keeping_secrets(view))


def for_parties(view: Page) -> Page:
    """A page of the case `uid` of its address, for its parties. For everybody else it does not exist."""
    return open_to(Audience.PARTY)(_keeping_secrets(view))


def for_mediators(view: Page) -> Page:
    """A page for who stands in a court's register of mediators. A matter of somebody else does not exist."""
    return open_to(Audience.MEDIATOR)(_keeping_secrets(view))


def _keeping_secrets(view: Page) -> Page:
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as no:
            if SECRET.issuperset(refusal.reason for refusal in no.refusals):
                raise Http404 from no
            raise

    return entered
