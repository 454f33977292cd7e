"""Keeping uploads, issuing papers, signing them, and what the public check says."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tongban.access.vocabulary import Label, Layer, Viewer
from tongban.documents.actions.blobs import keep_blob, open_content, page_for_screen, small_picture
from tongban.documents.actions.labels import hand_over
from tongban.documents.actions.paper import issue_paper, keep_rendering, keep_signature, render, sign
from tongban.documents.actions.upload import keep_upload, recall_upload, receive_upload
from tongban.documents.adapters import in_place as places
from tongban.documents.adapters.demo_authority import DemoAuthority
from tongban.documents.adapters.in_place import InPlace, install
from tongban.documents.adapters.signing import LocalSigner
from tongban.documents.adapters.store import FolderStore
from tongban.documents.adapters.verifying import verify_pdf
from tongban.documents.models import Document, Version, VersionIsFinal
from tongban.documents.queries import check_code, check_digest, data_of, document, documents_of, versions
from tongban.documents.vocabulary import Checked, Origin, Stage
from tongban.frame.acts import act
from tongban.kernel.actor import Actor, ActorKind
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refusal, Refused

pytestmark = pytest.mark.django_db

AT = datetime(2026, 1, 15, 2, 0, tzinfo=UTC)
COURT, CASE, HOLDER = "50A1", new_id(), new_id()
OFFICE = Actor.office(COURT, "papers are rendered when ordered")
PARTY = Actor(kind=ActorKind.PERSON, role="party", person=HOLDER)
STAFF = Viewer.office(COURT, AT, CASE)
STRANGER = Viewer(now=AT, person=new_id())
EXAMPLE = Path(__file__).parents[1] / "rules" / "documents_examples" / "delivery__summons.json"
SEAL = {"slug": "seal-50a1", "name": "电子印章", "organisation": "重庆市渝中区人民法院", "reason": "加盖院印"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path) -> Iterator[DemoAuthority]:
    authority = DemoAuthority.initialise(tmp_path, "test", lambda: AT)

    def signer_for(slug: str, name: str, organisation: str) -> LocalSigner:
        credential = authority.credential(slug, name, organisation)
        stamps, lists = authority.stamp_authority(), authority.revocation_lists
        return LocalSigner(credential, stamps, authority.roots(), lists, lambda: AT)

    before = dict(places._chosen)
    install(
        InPlace(
            FolderStore(tmp_path / "store"), demo=True, check_page="https://x.example/verify", signer_for=signer_for
        )
    )
    yield authority
    places._chosen.clear()
    places._chosen.update(before)


def picture() -> io.BytesIO:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(out, "PNG")
    out.seek(0)
    return out


def example() -> dict[str, Any]:
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def uploaded(subject: UUID | None = None) -> UUID:
    received = receive_upload(picture(), "../借条.png", secret="no")
    with act(by=PARTY, at=AT) as record:
        label = Label(Layer.HANDED_IN, court=COURT, holder=HOLDER)
        uid, _ = keep_upload(record, received, kind="evidence", title="借条", label=label, subject=subject)
    return uid


def ordered() -> UUID:
    label = Label(Layer.CASE, court=COURT, case=CASE)
    with act(by=OFFICE, at=AT) as record:
        return issue_paper(
            record, "delivery/summons", example(), kind="summons", title="传票", label=label, dated=date(2026, 1, 15)
        )


def rendered() -> UUID:
    uid = ordered()
    done = render(uid)
    with act(by=OFFICE, at=AT) as record:
        keep_rendering(record, done)
    return uid


def signed(uid: UUID, *, closes: bool = True) -> None:
    signature = sign(uid, closes=closes, **SEAL)
    with act(by=OFFICE, at=AT) as record:
        keep_signature(record, signature)


def test_an_upload_is_kept_as_it_came() -> None:
    uid = uploaded()
    view = document(STAFF, uid)
    assert view is not None
    assert (view.origin, view.stage, view.title) == (Origin.UPLOAD, Stage.KEPT, "借条")
    opened = open_content(STAFF, uid)
    assert opened is not None
    version, reader = opened
    assert (version.name, version.media_type, version.number, version.pages) == ("借条.png", "image/png", 1, 1)
    with reader:
        assert reader.read() == picture().getvalue()


def test_a_bad_upload_is_refused_before_anything_is_kept(here: DemoAuthority) -> None:
    with pytest.raises(Refused, match=r"documents\.empty"):
        receive_upload(io.BytesIO(), "empty.pdf", secret="no")
    assert not Document.objects.exists()


def test_an_upload_that_waited_in_a_draft_is_recalled_by_its_digest() -> None:
    received = receive_upload(picture(), "借条.png", secret="no")
    again = recall_upload(received.kept.sha256, "借条.png")
    assert (again.kept, again.kind, again.name, again.pages) == (
        received.kept,
        received.kind,
        received.name,
        received.pages,
    )


def test_who_may_not_see_a_document_learns_nothing() -> None:
    uid = uploaded()
    assert document(STRANGER, uid) is None
    assert versions(STRANGER, uid) == []
    assert open_content(STRANGER, uid) is None
    assert page_for_screen(STRANGER, uid, 1) is None
    assert small_picture(STRANGER, uid) is None


def test_handing_over_puts_uploads_on_the_file_of_the_case() -> None:
    filing = new_id()
    uid = uploaded(filing)
    party = Viewer(now=AT, cases=frozenset({CASE}))
    assert document(party, uid) is None
    with act(by=OFFICE, at=AT) as record:
        assert hand_over(record, subject=filing, case=CASE) == 1
    assert document(party, uid) is not None
    assert [view.uid for view in documents_of(STAFF, case=CASE)] == [uid]


def test_a_paper_is_ordered_rendered_and_signed(here: DemoAuthority) -> None:
    uid = ordered()
    view = document(STAFF, uid)
    assert view is not None
    assert view.stage is Stage.ORDERED
    assert view.newest is None
    assert data_of(STAFF, uid) == example()
    done = render(uid)
    with act(by=OFFICE, at=AT) as record:
        assert keep_rendering(record, done).number == 1
    signed(uid, closes=False)
    signed(uid)
    view = document(STAFF, uid)
    assert view is not None
    assert view.stage is Stage.SIGNED
    assert view.newest is not None
    assert (view.newest.number, view.newest.signed, view.newest.pages) == (3, 2, 1)
    opened = open_content(STAFF, uid)
    assert opened is not None
    with opened[1] as reader:
        assert verify_pdf(reader.read(), here.roots(), at=AT).sound
    assert [v.number for v in versions(STAFF, uid)] == [1, 2, 3]


def test_a_paper_is_rendered_once() -> None:
    uid = ordered()
    done = render(uid)
    assert render(uid).kept == done.kept
    with act(by=OFFICE, at=AT) as record:
        keep_rendering(record, done)
    with pytest.raises(Refused, match=r"paper\.not_at_this_stage"), act(by=OFFICE, at=AT) as record:
        keep_rendering(record, done)
    assert Version.objects.count() == 1


def test_a_party_cannot_seal_a_paper() -> None:
    signature = sign(rendered(), **SEAL)
    with pytest.raises(Refused, match=r"paper\.not_your_act"), act(by=PARTY, at=AT) as record:
        keep_signature(record, signature)


def test_a_signature_on_an_older_version_comes_too_late() -> None:
    uid = rendered()
    late = sign(uid, **SEAL)
    signed(uid, closes=False)
    with pytest.raises(Refused, match=r"paper\.not_the_newest"), act(by=OFFICE, at=AT) as record:
        keep_signature(record, late)


def test_a_code_tells_the_public_that_a_paper_was_issued_and_nothing_of_its_content() -> None:
    uid = rendered()
    code = Document.objects.get(uid=uid).code or ""
    found = check_code(code.lower().replace("-", " "))
    assert isinstance(found, Checked)
    assert (found.kind, found.court, found.stage, found.current) == ("summons", COURT, Stage.RENDERED, True)
    assert found.digest == Version.objects.get().sha256


def test_a_code_that_was_never_given_is_told_so() -> None:
    found = check_code("TB-0000-0000-0000")
    assert isinstance(found, Refusal)
    assert found.reason == "documents.no_such_paper"


def test_a_paper_that_is_only_ordered_cannot_be_checked_yet() -> None:
    code = Document.objects.get(uid=ordered()).code or ""
    assert isinstance(check_code(code), Refusal)


def test_a_file_is_found_by_its_digest_and_an_older_version_is_said_to_be_one() -> None:
    uid = rendered()
    first = Version.objects.get().sha256
    signed(uid)
    old, new = check_digest(first), check_digest(Version.objects.latest("number").sha256)
    assert old is not None
    assert new is not None
    assert (old.current, new.current) == (False, True)


def test_an_upload_is_never_found_by_its_digest() -> None:
    uploaded()
    assert check_digest(Version.objects.get().sha256) is None


def test_a_page_is_shown_as_a_picture() -> None:
    paper, upload = rendered(), uploaded()
    shown = page_for_screen(STAFF, paper, 1, width=300)
    assert shown is not None
    assert shown[1] == "image/png"
    shown = page_for_screen(STAFF, upload, 1)
    assert shown is not None
    assert shown[1] == "image/jpeg"
    assert (small_picture(STAFF, paper) or b"").startswith(b"\x89PNG")


def test_a_version_is_never_changed_or_deleted() -> None:
    uploaded()
    version = Version.objects.get()
    version.name = "other"
    with pytest.raises(VersionIsFinal):
        version.save()
    with pytest.raises(VersionIsFinal):
        version.delete()


def test_the_database_refuses_a_paper_without_data() -> None:
    row = {
        "layer": Layer.STAFF,
        "kind": "x",
        "title": "x",
        "made_at": AT,
        "origin": Origin.PAPER,
        "stage": Stage.ORDERED,
    }
    with pytest.raises(IntegrityError), act(by=OFFICE, at=AT), transaction.atomic():
        Document.objects.create(**row)


def test_a_peers_file_with_another_digest_is_refused() -> None:
    with pytest.raises(Refused, match=r"documents\.digest_differs"):
        keep_blob(b"content", expected_sha256="0" * 64)
    assert keep_blob(b"content").size == 7
