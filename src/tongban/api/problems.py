"""Refusals as problem details (RFC 9457)."""

from __future__ import annotations

from django.http import JsonResponse

from tongban.face.refusals import problem as worded
from tongban.kernel.refusal import Refused


def problem(no: Refused, *, status: int) -> JsonResponse:
    """What is wrong, which rule, what to do: one entry per reason, with the fields it concerns."""
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
    body = {"type": "about:blank", "title": reasons[0]["says"], "status": status, "reasons": reasons}
    return JsonResponse(body, status=status, content_type="application/problem+json")
