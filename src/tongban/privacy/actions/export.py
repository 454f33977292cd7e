"""A person is handed what the platform holds about her (个人信息保护法 45)."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from tongban.access.vocabulary import Viewer
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.privacy.events import PersonalDataExported
from tongban.privacy.queries import everything_about

LAW = "个人信息保护法 45"


def export_data(viewer: Viewer, *, by: Actor, at: datetime) -> bytes:
    """The file, JSON in UTF-8; that it was handed over is recorded with its digest."""
    if by.person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    told = everything_about(by.person, viewer, at=at) | {"at": at.isoformat(), "law": LAW}
    content = json.dumps(told, ensure_ascii=False, indent=1).encode()
    with act(by=by, at=at) as record:
        digest = hashlib.sha256(content).hexdigest()
        record(PersonalDataExported(person=by.person, digest=digest), under=LAW)
    return content
