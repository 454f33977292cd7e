"""The outside service that compares an identity paper with a living face, spoken to in HTTP and JSON.

`POST /checks` with `name`, `id_number`, `back` gives `number` and `url`, where the person goes;
`GET /checks/NUMBER` gives `state` (`waiting`, `passed`, `failed`), `reference`, and the `id_number` that was checked.
The face itself never comes to the court.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tongban.kernel.refusal import Refused
from tongban.people.adapters.talking import asked, client, silence
from tongban.people.vocabulary import FaceCheck, FaceResult, OutsideService


def begin(service: OutsideService, *, name: str, id_number: str, back: str) -> FaceCheck:
    """Order a check of this person; refused when the service does not answer as it should."""
    with client(service.key) as line:
        wanted = {"name": name, "id_number": id_number, "back": back}
        found = asked(line, "POST", f"{service.address}/checks", wanted)
    number, url = str(found.get("number", "")), str(found.get("url", ""))
    if not re.fullmatch(r"[A-Za-z0-9-]{8,64}", number) or urlsplit(url).scheme not in {"https", "http"}:
        raise Refused(silence(service.address))
    return FaceCheck(url, number)


def result(service: OutsideService, number: str, *, id_number: str) -> FaceResult:
    """What the check found; a result about another number than the person's counts as failed."""
    with client(service.key) as line:
        found = asked(line, "GET", f"{service.address}/checks/{number}")
    state, reference = found.get("state"), str(found.get("reference", ""))[:100]
    if state == "waiting":
        return FaceResult(None, reference)
    return FaceResult(state == "passed" and found.get("id_number") == id_number, reference)
