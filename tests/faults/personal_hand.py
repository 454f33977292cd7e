"""A hand on one platform from outside its processes: run with TONGBAN_HOME set and a step's name; prints JSON.

`older`: a database as it was before personal data was encrypted, with people in it; `newer`: what became of them.
`people N`: N persons at a platform that is there. `state`: under which keys values lie, and whether all can be read.
`files N`: N files in its content store; `content`: under which keys they lie, and how many can be read.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")

import django

django.setup()

from django.apps import apps  # noqa: E402 - Django comes first
from django.db import connection, transaction  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from tongban.documents.actions.blobs import keep_made  # noqa: E402
from tongban.documents.adapters.store import FolderStore  # noqa: E402
from tongban.documents.models.content import here  # noqa: E402
from tongban.frame.guard import lifted  # noqa: E402
from tongban.frame.keyring import ring  # noqa: E402
from tongban.frame.personal import PersonalText  # noqa: E402
from tongban.frame.rewriting import keys_in_use, personal_models  # noqa: E402
from tongban.kernel.ids import new_id  # noqa: E402
from tongban.people.models import Person  # noqa: E402

BEFORE = {"people": "0003_layers", "filing": "0003_layers", "cases": "0005_layers"}
NUMBER, PHONE, ADDRESS = "99010119900101001X", "13800000000", "成都市武侯区示例路1号"


def older() -> dict[str, Any]:
    """Make the tables of the time before, with people in them."""
    with lifted("test: an older platform"):
        executor = MigrationExecutor(connection)
        executor.migrate(list(BEFORE.items()))
        old = executor.loader.project_state(list(BEFORE.items())).apps
        plain = {"id_number": NUMBER, "phone": PHONE, "email": "lin@example.com", "address": ADDRESS}
        known = {"layer": "own", "kind": "natural", "id_kind": "resident", "platform": "test"}
        for n in range(450):
            told = plain if n == 7 else dict.fromkeys(plain, "")
            old.get_model("people", "Person").objects.create(uid=new_id(), name=f"人{n}", **known, **told)
        answers = {"plaintiff.name": "林晓梅", "plaintiff.id_number": NUMBER}
        moment = "2026-11-23T02:00:00+00:00"
        old.get_model("filing", "Draft").objects.create(
            uid=new_id(), layer="own", interview="x", version="1", answers=answers, started_at=moment, saved_at=moment
        )
    return {}


def newer() -> dict[str, Any]:
    """What the models read of those people now, and what really stands there."""
    row = Person.objects.get(id_number_index=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, email, address FROM people_person WHERE name = '人7'")
        raw = list(cursor.fetchone())
        cursor.execute("SELECT answers FROM filing_draft")
        raw.append(cursor.fetchone()[0])
    read = [row.id_number, row.phone, row.email, row.address]
    return {"read": read, "raw": raw, "answers": apps.get_model("filing", "Draft").objects.get().answers}


def people(count: str) -> dict[str, Any]:
    """Make persons known."""
    with transaction.atomic(), lifted("test: people"):
        Person.objects.bulk_create(
            Person(
                layer="own", name=f"人{n}", kind="natural", platform="test", id_number=str(n), email=f"p{n}@example.com"
            )
            for n in range(int(count))
        )
    return {}


def state() -> dict[str, Any]:
    """Under which keys values lie now; reads every value."""
    names = {model: [f.name for f in model._meta.fields if isinstance(f, PersonalText)] for model in personal_models()}
    read = sum(bool(getattr(row, name)) for model in names for row in model.objects.all() for name in names[model])
    return {"used": dict(keys_in_use()), "writing": ring().writing, "keys": len(ring().keys), "read": read}


def files(count: str) -> dict[str, Any]:
    """Keep files, each of several chunks."""
    for n in range(int(count)):
        keep_made(f"{n} ".encode() * 60_000)
    return {}


def content() -> dict[str, Any]:
    """Under which keys files lie now; reads every file that was kept."""
    store = FolderStore(here())
    digests = [*store.older_than(time.time() + 60)]
    return {
        "used": dict(store.keys_in_use()),
        "keys": [ring().writing, ring().indexing],
        "read": len({hashlib.sha256(store.get(one)).hexdigest() for one in digests} & {*digests}),
    }


STEPS = {"older": older, "newer": newer, "people": people, "state": state, "files": files, "content": content}
print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))  # noqa: T201
