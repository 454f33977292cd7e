"""What a node keeps under a key that lies outside its home (decision 0021): drafts, uploads, and nothing without it."""

from __future__ import annotations

import secrets
from base64 import b64encode
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.builders import House, keep_rest_key, lies_at
from tongban.documents.actions.blobs import read_blob
from tongban.filing.actions.draft import save_answers
from tongban.filing.models import Draft, DraftFile
from tongban.frame import at_rest, keyring


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The key for what rests."""
    return keep_rest_key(tmp_path, monkeypatch)


@pytest.mark.usefixtures("key")
def test_drafts_and_uploads_are_kept_encrypted(house: House) -> None:
    draft = house.draft(story__text="QZstoryZQ")
    save_answers(house.viewer(house.lin.uid), draft.uid, {"defendant.name": "QZnameZQ"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT d.answers, f.name FROM filing_draft d JOIN filing_draftfile f ON f.draft_id = d.id")
        kept = repr(cursor.fetchall())
    assert "QZstoryZQ" not in kept
    assert "QZnameZQ" not in kept
    assert "scan.png" not in kept
    file = DraftFile.objects.first()
    assert file.name == "scan.png"
    assert Draft.objects.get().answers["story.text"] == "QZstoryZQ"
    assert read_blob(file.sha256).startswith(b"\x89PNG")
    assert b"PNG" not in lies_at(file.sha256).read_bytes()


def test_without_the_key_that_lies_elsewhere_nothing_is_kept(house: House, key: Path) -> None:
    for content in ("", "c2hvcnQ=", "no base64!"):
        at_rest._box.cache_clear()
        keyring._read.clear()
        key.write_text(content)
        with pytest.raises(at_rest.KeyNotBrought):
            house.draft(files=False)


def test_the_file_of_keys_lies_under_the_key_that_lies_elsewhere(house: House, key: Path) -> None:
    file = settings.TONGBAN_PERSONAL_KEYS
    assert keyring.ring().writing.encode() not in file.read_bytes()
    keyring._read.clear()
    at_rest._box.cache_clear()
    key.write_bytes(b64encode(secrets.token_bytes(32)))
    with pytest.raises(keyring.KeyMissing, match="is no file of keys"):
        house.draft(files=False)
