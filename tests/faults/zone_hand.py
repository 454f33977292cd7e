"""A hand on the internet zone from outside its processes: run with TONGBAN_HOME set; prints what came of it as JSON."""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django comes first

from tests.builders import OPERATOR, id_number  # noqa: E402
from tongban.frame.acts import act  # noqa: E402
from tongban.kernel.actor import IdentityLevel  # noqa: E402
from tongban.people.actions.register import open_account, prove_identity, register_person  # noqa: E402
from tongban.people.vocabulary import ProofMethod  # noqa: E402

if __name__ == "__main__":
    with act(by=OPERATOR, at=settings.TONGBAN_CLOCK.now()) as record:
        made = register_person(
            record,
            name="林晓梅",
            kind="natural",
            platform=settings.TONGBAN.slug,
            id_kind="resident",
            id_number=id_number(1),
            phone="13800000000",
            email="lin@example.com",
            division="500103",
            address="重庆市渝中区示例路1号",
        )
        prove_identity(record, person=made.uid, method=ProofMethod.COUNTER, level=IdentityLevel.COUNTER)
        open_account(record, person=made.uid, login="lin", password=sys.argv[1])
    print(json.dumps({"person": made.uid}, default=str))  # noqa: T201 - the answer
