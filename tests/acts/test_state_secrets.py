"""A state secret that was found is gone from everybody's sight at once, and from the platform by a second person."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from tests.acts.conduct import consent, does, opinion, prepared
from tests.builders import WUHOU, YUZHONG, House, material, party, refused, staff
from tests.entrances.canary import BIRD, Flock, picture_with
from tests.entrances.desk import signed_in
from tests.links import linked
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.upload import receive_upload
from tongban.documents.adapters.store import FolderStore
from tongban.documents.models import Document, Removal, Version
from tongban.documents.models.content import NotKept
from tongban.documents.queries import check_code, check_digest, digest_on_file, documents_of, has_blob
from tongban.documents.vocabulary import RemovalAct
from tongban.evidence.actions.exhibits import pass_audit
from tongban.evidence.actions.removal import ask_removal, decide_removal
from tongban.evidence.actions.rounds import open_exchange
from tongban.evidence.models import Exhibit
from tongban.evidence.queries import exhibits_of, exhibits_seen_by
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor
from tongban.kernel.ids import new_id
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

REASON = "封面标有密级标志。"


@dataclass
class Found:
    """A case with an exhibit that holds a state secret: words and bytes carry `bird`."""

    house: House
    case: CaseView
    exhibit: UUID
    document: UUID
    sha256: str
    bird: str
    president: Actor

    def seen(self) -> list[bool]:
        """Whether plaintiff, defendant, judge and clerk see the exhibit or its file."""
        viewers = [self.house.viewer(uid) for uid in self.people() if uid]
        return [
            self.exhibit in {e.uid for e in exhibits_seen_by(viewer, self.case.uid)}
            or self.document in {d.uid for d in documents_of(viewer, case=self.case.uid)}
            for viewer in viewers
        ]

    def people(self) -> list[UUID | None]:
        return [self.house.lin.uid, self.house.zhou.uid, self.house.judge.person, self.house.clerk.person]

    def ask(self, **changed: object) -> UUID:
        told = {"reason": REASON, "by": self.house.clerk, "at": self.house.at} | changed
        ask_removal(self.document, **told)  # type: ignore[arg-type]
        return Removal.objects.latest("id").uid


@pytest.fixture
def found(house: House) -> Found:
    case = prepared(house)
    consent(house, case, "exchange")
    bird = Flock().hatch("a state secret")
    told = {"title": f"图纸{bird}", "proves": f"结构{bird}", "source": f"来自{bird}"}
    does(house, house.lin, "submit_exhibit", case, (material("files", picture_with(bird), f"{bird}.png"),), **told)
    open_exchange(case.uid, days=3, by=house.clerk, at=house.at)
    (row,) = Exhibit.objects.filter(title__contains=bird)
    said = opinion(row.uid, authenticity="no", authenticity_reason=f"见{bird}")
    does(house, house.zhou, "comment_exhibit", case, **said)
    document = row.files.get().document
    version = Version.objects.get(document__uid=document)
    return Found(house, case, row.uid, document, version.sha256, bird, staff(YUZHONG, Role.PRESIDENT, "郑强"))


FAR = 4e9
"""Seconds since 1970: everything is older."""


def everything_kept() -> bytes:
    """Every byte of every table and of every file in the store, decrypted."""
    store = FolderStore(settings.TONGBAN_CONTENT)
    parts = []
    for digest in {*store.older_than(FAR)}:
        with contextlib.suppress(NotKept):  # other processes of the run remove what is theirs
            parts.append(store.get(digest))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            parts += [repr(row).encode() for row in cursor.fetchall()]
    return b"\n".join(parts)


def test_whoever_finds_it_hides_it_from_everybody_at_once(found: Found) -> None:
    assert found.seen() == [True] * 4
    found.ask()
    assert found.seen() == [False] * 4
    assert found.exhibit not in {e.uid for e in exhibits_of(found.case.uid)}
    with refused("evidence.no_such_exhibit"):
        pass_audit(found.case.uid, found.exhibit, by=found.house.clerk, at=found.house.at)
    for uid in found.people():
        client = signed_in(found.house, uid)
        assert client.get(linked(client, f"/desk/documents/{found.document}/files/1")).status_code == 404
    for uid in (found.house.lin.uid, found.house.zhou.uid):
        sheet = json.dumps(sheet_of(found.house.viewer(uid), found.case.uid), default=str, ensure_ascii=False)
        assert found.bird not in sheet


def test_the_public_check_knows_nothing_of_a_paper_that_was_taken_out(found: Found) -> None:
    paper, digest = Document.objects.filter(case=found.case.uid, origin="paper").exclude(code=None)[0], "a" * 64
    with lifted("test: the paper is rendered"):
        Version.objects.create(document=paper, number=1, sha256=digest, sm3="", size=1, made_at=found.house.at)
    assert check_digest(digest) is not None
    ask_removal(paper.uid, reason=REASON, by=found.house.clerk, at=found.house.at)
    assert check_digest(digest) is None
    assert check_code(paper.code or "").reason == "documents.no_such_paper"  # type: ignore[union-attr]


def test_a_second_person_in_another_function_has_it_erased_everywhere(found: Found) -> None:
    removal = found.ask()
    digest = found.sha256
    decide_removal(removal, RemovalAct.CONFIRM, by=found.president, at=found.house.at)
    assert found.house.work() == []
    assert not has_blob(digest)
    assert found.bird.encode() not in BIRD.findall(everything_kept())
    entries = Entry.objects.filter(event__in=("removal_asked", "secret_removed")).order_by("id")
    actors = [json.loads(entry.actor) for entry in entries]
    assert [actor["person"] for actor in actors] == [str(found.house.clerk.person), str(found.president.person)]
    assert all(REASON not in entry.body for entry in entries)
    assert Version.objects.get(document__uid=found.document).sha256 == digest, "the commitment stays"
    assert digest_on_file(Version.objects.get(document__uid=found.document).uid) is None, "the audit does not miss it"


def test_what_was_erased_is_not_taken_in_again(found: Found) -> None:
    removal = found.ask()
    with refused("documents.removed_before"):
        receive_upload(BytesIO(picture_with(found.bird).read()), "again.png", secret="no")
    assert has_blob(found.sha256), "what waits for the second person is kept"
    decide_removal(removal, RemovalAct.CONFIRM, by=found.president, at=found.house.at)
    assert found.house.work() == []
    with refused("documents.removed_before"):
        receive_upload(BytesIO(picture_with(found.bird).read()), "again.png", secret="no")
    assert not has_blob(found.sha256)


def test_copies_go_with_it(found: Found) -> None:
    other = found.house.case(loan__amount="5000")
    copy = Version.objects.get(document__uid=found.document)
    twin = Document.objects.filter(case=other.uid, kind="files.iou").first()
    assert twin
    with lifted("test: the same bytes in another case"):
        copy.id, copy.uid, copy._state.adding, copy.document, copy.number = None, new_id(), True, twin, 9
        copy.save()
    found.ask()
    assert twin.uid not in {d.uid for d in documents_of(found.house.viewer(found.house.lin.uid), case=other.uid)}


def test_what_is_no_state_secret_is_put_back(found: Found) -> None:
    removal = found.ask(by=found.house.judge)
    decide_removal(removal, RemovalAct.REFUSE, by=found.house.clerk, at=found.house.at)
    assert found.seen() == [True] * 4
    assert found.house.work() == []
    assert has_blob(found.sha256)
    with refused("removal.not_at_this_stage"):
        decide_removal(removal, RemovalAct.CONFIRM, by=found.president, at=found.house.at)


def test_nobody_removes_alone(found: Found) -> None:
    removal = found.ask()
    with refused("removal.other_person"):
        twice = replace(found.house.clerk, role="president")
        decide_removal(removal, RemovalAct.CONFIRM, by=twice, at=found.house.at)
    with refused("removal.other_function"):
        decide_removal(removal, RemovalAct.CONFIRM, by=staff(YUZHONG, Role.CLERK, "赵云"), at=found.house.at)
    with refused("removal.not_your_act"):
        decide_removal(removal, RemovalAct.CONFIRM, by=staff(YUZHONG, Role.LIAISON, "冯敏"), at=found.house.at)
    with refused("documents.no_such_removal"):
        decide_removal(removal, RemovalAct.CONFIRM, by=staff(WUHOU, Role.PRESIDENT, "卫国"), at=found.house.at)
    assert has_blob(found.sha256)


def test_only_the_courts_staff_takes_it_out_and_says_why(found: Found) -> None:
    for by in (party(found.house.lin.uid), staff(YUZHONG, Role.LIAISON, "冯敏")):
        with refused("removal.not_your_act"):
            found.ask(by=by)
    for reason in ("", "长" * 201):
        with refused("documents.removal_reason"):
            found.ask(reason=reason)
    with refused("documents.no_such_document"):
        found.ask(by=found.house.wuhou_judge)
    found.ask()
    with refused("documents.no_such_document"):
        found.ask()


def test_the_pages_lead_from_the_file_to_the_second_person(found: Found) -> None:
    judge, clerk = signed_in(found.house, found.house.judge.person), signed_in(found.house, found.house.clerk.person)
    page = f"/desk/documents/{found.document}/removal"
    assert b"/removal" in judge.get(f"/desk/cases/{found.case.uid}").content
    assert judge.post(page, {"reason": " "}).status_code == 422
    assert judge.post(page, {"reason": REASON}).status_code == 302
    assert judge.get(page).status_code == 404
    assert REASON in clerk.get("/desk/").content.decode()
    listed = clerk.get("/desk/removals").content.decode()
    assert REASON in listed
    assert found.bird not in listed
    removal = Removal.objects.get().uid
    assert clerk.post(f"/desk/removals/{removal}/decide", {"decision": "perhaps"}).status_code == 404
    assert clerk.post(f"/desk/removals/{removal}/decide", {"decision": "confirm"}).status_code == 302
    assert "erased" in clerk.get("/desk/removals").content.decode()
    assert signed_in(found.house, found.house.lin.uid).get("/desk/removals").status_code == 404
