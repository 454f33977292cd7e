"""Where the payment gateway tells that an order was paid. Its signature decides, not who connects."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongban.access.audience import Audience, open_to
from tongban.cooperation.actions.zone_paying import carry_message
from tongban.cooperation.queries import in_internet_zone
from tongban.fees.actions.gateway import take_message
from tongban.fees.law import LARGEST_MESSAGE
from tongban.fees.vocabulary import CallbackFlaw

UNBELIEVED = frozenset({CallbackFlaw.SIGNATURE, CallbackFlaw.TIME})


@csrf_exempt
@require_POST
@open_to(Audience.PEER)
def messages(request: HttpRequest) -> HttpResponse:
    """A signed message of the gateway: 200 when it is taken, now or before; 401 unbelieved, 422 taken for a person.

    In the internet zone 200 says that it is on its way to the court zone, where alone its signature can be judged.
    """
    if not request.headers.get("X-Signature"):
        return JsonResponse({"flaw": CallbackFlaw.SIGNATURE.value}, status=401)
    length = request.headers.get("Content-Length") or "0"
    if not length.isascii() or not length.isdigit() or not 0 < int(length) <= LARGEST_MESSAGE:
        return JsonResponse({"flaw": CallbackFlaw.MALFORMED.value}, status=413)
    if request.content_type != "application/json":
        return JsonResponse({"flaw": CallbackFlaw.MALFORMED.value}, status=415)
    seconds, signature = request.headers.get("X-Seconds", ""), request.headers.get("X-Signature", "")
    at = request.at  # type: ignore[attr-defined]
    if in_internet_zone():
        flaw = carry_message(request.body, seconds=seconds[:20], signature=signature[:128], at=at)
    else:
        flaw = take_message(request.body, seconds=seconds, signature=signature, at=at)
    if flaw is None:
        return JsonResponse({"taken": True})
    return JsonResponse({"flaw": flaw.value}, status=401 if flaw in UNBELIEVED else 422)
