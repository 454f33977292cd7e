"""Refusals as problem details (RFC 9457)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from tongban.face.contacts import whom_to_ask
from tongban.face.hotlines import contact_data
from tongban.face.refusals import problem as worded
from tongban.kernel.refusal import Refused

PROBLEM = "application/problem+json"


def problem(no: Refused, *, status: int, request: HttpRequest | None = None) -> JsonResponse:
    """What is wrong, which rule, what to do: one entry per reason, with the fields it concerns; and whom to ask."""
    reasons = [
        {
            "reason": refusal.reason,
            "law": refusal.law,
            "fields": list(refusal.fields),
            "says": words.what,
            "remedy": words.remedy,
        }
        for refusal, words in ((r, worded(r)) for r in no.refusals)
    ]
    whom = contact_data(whom_to_ask(request))
    told = {"type": "about:blank", "title": reasons[0]["says"], "status": status, "reasons": reasons, "contact": whom}
    return JsonResponse(told, status=status, content_type=PROBLEM)
