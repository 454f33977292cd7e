"""A hand on one platform from outside its processes: run with TONGBAN_HOME set, a step's name and its arguments.

It does what a person does through a page, by the same acts, and prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django comes first

from tests.builders import WUHOU, YUZHONG, answers, material, party, person, staff  # noqa: E402
from tongban.cases.queries import viewer_for  # noqa: E402
from tongban.cooperation.actions.correct import begin_correction  # noqa: E402
from tongban.cooperation.actions.forward import check_matter, send_matter  # noqa: E402
from tongban.cooperation.actions.hand_in import hand_in_draft  # noqa: E402
from tongban.cooperation.actions.party_acts import act_as_party  # noqa: E402
from tongban.cooperation.models import CaseSheet  # noqa: E402
from tongban.filing.actions.decide import accept, ask_correction  # noqa: E402
from tongban.filing.actions.draft import add_file, save_answers, start_draft  # noqa: E402
from tongban.kernel.actor import Actor, ActorKind  # noqa: E402
from tongban.people.vocabulary import Role  # noqa: E402

AT = settings.TONGBAN_CLOCK.now()


def people() -> dict[str, Any]:
    """The staff of the platform's court, and on the Sichuan side the lender."""
    court = YUZHONG if settings.TONGBAN.slug == "chongqing" else WUHOU
    clerk, judge = staff(court, Role.CLERK, "王芳", at=AT), staff(court, Role.JUDGE, "李明", at=AT)
    return {"clerk": clerk.person, "judge": judge.person, "lin": person("林晓梅", 1, at=AT).uid}


def hand_in(lin: str, clerk: str) -> dict[str, Any]:
    """The lender hands her complaint in at the counter."""
    viewer = viewer_for(UUID(lin), at=AT)
    draft = start_draft(person=UUID(lin), interview="private_lending", answers=answers(), at=AT)
    for question in ("files.identity", "files.iou"):
        add_file(viewer, draft.uid, material(question))
    by = party(UUID(lin), helper=_staff("clerk", clerk, WUHOU))
    return {"matter": hand_in_draft(draft.uid, viewer=viewer, by=by, at=AT, platform=settings.TONGBAN.slug).matter}


def forward(matter: str, clerk: str) -> dict[str, Any]:
    """The counter checks and sends."""
    check_matter(UUID(matter), by=_staff("clerk", clerk, WUHOU), at=AT)
    send_matter(UUID(matter), by=_staff("clerk", clerk, WUHOU), at=AT)
    return {}


def take(filing: str, clerk: str) -> dict[str, Any]:
    """The competent court accepts."""
    case = accept(UUID(filing), by=_staff("clerk", clerk, YUZHONG), at=AT)
    return {"case": case.uid, "number": case.number}


def ask(filing: str, clerk: str) -> dict[str, Any]:
    """The competent court asks once for a correction."""
    ask_correction(UUID(filing), ["金额与借条不符"], by=_staff("clerk", clerk, YUZHONG), at=AT)
    return {}


def mend(matter: str, lin: str, clerk: str) -> dict[str, Any]:
    """The lender corrects the amount and adds a file, at the counter where she filed."""
    viewer = viewer_for(UUID(lin), at=AT)
    draft = begin_correction(viewer, UUID(matter))
    save_answers(viewer, draft.uid, {"loan.amount": "200000"})
    add_file(viewer, draft.uid, material("files.payment"))
    by = party(UUID(lin), helper=_staff("clerk", clerk, WUHOU))
    return {"matter": hand_in_draft(draft.uid, viewer=viewer, by=by, at=AT, platform=settings.TONGBAN.slug).matter}


def decline(case: str, lin: str) -> dict[str, Any]:
    """The lender declines mediation from her own region."""
    arguments = {"reason": "tried_before"}
    done = act_as_party("decline_mediation", case=UUID(case), by=party(UUID(lin)), at=AT, arguments=arguments)
    return {"act": done.remote}


def sheet() -> dict[str, Any]:
    """What this platform was told last of the one case elsewhere: it lies encrypted in the database."""
    return dict(CaseSheet.objects.get().content)


def _staff(role: str, uid: str, court: str) -> Actor:
    return Actor(kind=ActorKind.PERSON, role=role, person=UUID(uid), court=court, platform=settings.TONGBAN.slug)


STEPS = {step.__name__: step for step in (people, hand_in, forward, ask, mend, take, decline, sheet)}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:]), default=str))  # noqa: T201 - the answer
