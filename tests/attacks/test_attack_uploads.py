"""Files that are not what they say: malicious programs, paths in names, packed bombs, the huge and the endless."""

from __future__ import annotations

import dataclasses
import io
import os
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.conduct import consent, prepared
from tests.attacks.clamd_hand import EICAR, Daemon, daemon
from tests.builders import FakePeer, House, picture, refused, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of, browser
from tongban.api.tokens import issue_token
from tongban.documents.actions.blobs import keep_blob
from tongban.documents.actions.quarantine import FOLDER, scanner_answers
from tongban.documents.actions.upload import receive_upload
from tongban.documents.adapters import in_place
from tongban.documents.adapters.scanning import Daemon as AtDaemon
from tongban.documents.adapters.scanning import Program, ScannerSilent, scanner_at
from tongban.documents.adapters.store import FolderStore
from tongban.people.vocabulary import Role

INFECTED = b"From: a@example.com\nDate: Mon, 23 Nov 2026 02:00:00 +0000\nSubject: x\n\n" + EICAR
MAIL = INFECTED.replace(EICAR, b"nothing")


@pytest.fixture
def kept(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A home of the test's own, with nothing in store or quarantine."""
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, home=tmp_path))
    before = in_place.in_place()
    monkeypatch.setattr(settings, "TONGBAN_CONTENT", tmp_path / "files")
    in_place.install(dataclasses.replace(before, store=FolderStore(tmp_path / "files"), scanner=None))
    yield tmp_path
    in_place.install(before)


@pytest.fixture
def clamd(kept: Path) -> Iterator[Daemon]:
    """The same with a scanner."""
    with daemon(kept / "clamd.ctl") as running:
        scanner = scanner_at(str(kept / "clamd.ctl"))
        in_place.install(dataclasses.replace(in_place.in_place(), scanner=scanner))
        yield running


def files_in(home: Path) -> list[Path]:
    return [one for one in home.rglob("*") if one.is_file() and one.suffix != ".ctl"]


# Malicious programs


def test_a_malicious_file_is_refused_with_a_remedy_and_kept_nowhere(clamd: Daemon, kept: Path) -> None:
    mail = frozenset({"mail"})
    with refused("documents.malicious") as got:
        receive_upload(io.BytesIO(INFECTED), "a.eml", secret="no", also=mail)  # type: ignore[arg-type]
    assert dict(got[0].facts)["found"] == "Eicar-Test-Signature"
    assert files_in(kept) == []
    assert receive_upload(io.BytesIO(MAIL), "a.eml", secret="no", also=mail).kept.size == len(MAIL)  # type: ignore[arg-type]
    assert clamd.looked_at == [len(INFECTED), len(MAIL)]
    assert [one for one in files_in(kept) if FOLDER in one.parts] == []


def test_a_silent_or_confused_scanner_lets_nothing_in(clamd: Daemon, kept: Path) -> None:
    for said in ("stream: ERROR: no memory", "UNKNOWN COMMAND", " ", "OK", "stream: OKAY"):
        clamd.says = said
        with refused("documents.not_looked_through"):
            receive_upload(picture(), "a.png", secret="no")
        assert scanner_answers() is False
    clamd.shutdown()
    clamd.server_close()
    with refused("documents.not_looked_through"):
        receive_upload(picture(), "a.png", secret="no")
    assert files_in(kept) == []


def test_what_a_peer_sends_is_looked_through_too(clamd: Daemon, kept: Path) -> None:
    import hashlib

    with refused("documents.malicious"):
        keep_blob(EICAR, expected_sha256=hashlib.sha256(EICAR).hexdigest())
    assert files_in(kept) == []


def test_a_person_reads_what_was_found_and_what_to_do(clamd: Daemon, house: House) -> None:
    case = prepared(house)
    consent(house, case, "exchange", "inquiry")
    sent = {
        "title": "邮件",
        "proves": "x",
        "source": "x",
        "state_secret": "no",
        "files": SimpleUploadedFile("信.eml", INFECTED),
    }
    client = browser(house, house.lin.uid)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    answer = client.post(f"/cases/{case.uid}/evidence/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "malicious program (Eicar-Test-Signature)" in page
    assert "service hall" in page
    bearer = {"authorization": f"Bearer {issue_token(account_of(house, house.lin.uid))}"}
    clamd.says = "stream: Win.Test FOUND"
    told = Client(headers=bearer).post(
        "/api/v1/files", {"file": SimpleUploadedFile("a.png", picture().read()), "state_secret": "no"}
    )
    assert told.status_code == 422
    assert told.json()["reasons"][0]["reason"] == "documents.malicious"


def test_what_a_dead_process_left_in_quarantine_is_removed(clamd: Daemon, kept: Path) -> None:
    room = kept / FOLDER
    room.mkdir()
    (room / "left").write_bytes(EICAR)
    (room / "waiting").write_bytes(b"x")
    hours_ago = time.time() - 7200
    os.utime(room / "left", (hours_ago, hours_ago))
    receive_upload(picture(), "a.png", secret="no")
    assert [one.name for one in room.iterdir()] == ["waiting"]


def test_the_president_reads_whether_files_are_looked_through(house: House, kept: Path) -> None:
    president = signed_in(house, staff("渝0103", Role.PRESIDENT, "郑强").person)
    assert "No scanner is installed" in president.get("/desk/register").content.decode()
    with daemon(kept / "clamd.ctl") as running:
        in_place.install(dataclasses.replace(in_place.in_place(), scanner=AtDaemon(str(kept / "clamd.ctl"))))
        assert "Looked through for malicious programs" in president.get("/desk/register").content.decode()
        running.says = "nonsense"
        assert "does not answer" in president.get("/desk/register").content.decode()


def test_the_program_is_asked_like_the_daemon(tmp_path: Path) -> None:
    program = tmp_path / "clamscan"
    program.write_text(
        '#!/bin/sh\nif grep -q EICAR; then echo "stdin: Eicar FOUND"; exit 1; fi\n'
        '[ -e "$0.broken" ] && exit 2\nexit 0\n',
        encoding="utf-8",
    )
    program.chmod(0o700)
    scanner = scanner_at(str(program))
    assert isinstance(scanner, Program)
    assert scanner.answers()
    assert scanner.scan(io.BytesIO(EICAR)) == "Eicar"
    assert scanner.scan(io.BytesIO(b"nothing")) == ""
    (tmp_path / "clamscan.broken").touch()
    with pytest.raises(ScannerSilent):
        scanner.scan(io.BytesIO(b"nothing"))
    assert not Program(str(tmp_path / "nowhere")).answers()


if shutil.which("clamscan"):  # where it is installed, the real one is asked, too

    def test_the_real_scanner_finds_the_test_file() -> None:
        scanner = Program(str(shutil.which("clamscan")))
        assert "Eicar" in scanner.scan(io.BytesIO(EICAR))
        assert scanner.scan(io.BytesIO(b"nothing in it")) == ""


# Names, packing, size


@pytest.mark.parametrize(
    "name",
    [
        *("../../etc/passwd.png", "..\\..\\x.png", "/etc/cron.d/x.png", "a/../../b.png", "C:\\x.png", "%2e%2e%2fx.png"),
        *(
            "x\x00.png",
            "\u202egpj.png",
            ".htaccess",
            "CON.png",
            "a" * 5000 + ".png",
            "<script>.png",
            "a\r\nX: y.png",
        ),
    ],
)
def test_no_name_of_a_file_is_a_way_to_another_place(house: House, name: str) -> None:
    got = receive_upload(picture(), name, secret="no")
    assert "/" not in got.name
    assert "\\" not in got.name
    assert got.name.isprintable()
    assert not got.name.startswith(".")
    assert len(got.name) <= 120
    draft = house.draft(files=False)
    client = browser(house, house.lin.uid)
    sent = SimpleUploadedFile("x.png", picture().read())
    sent.name = name
    assert client.post(f"/file/{draft.uid}/pages/evidence/", {"files.iou": sent}).status_code < 500


@pytest.mark.parametrize("name", ["x.png\x00.exe", "\u202egnp.exe", "x.png.js", "x.html"])
def test_a_name_that_promises_a_program_is_refused(name: str) -> None:
    with refused("documents.name_and_content_differ"):
        receive_upload(picture(), name, secret="no")


def bomb() -> bytes:
    """Ten megabytes of nothing in ten kilobytes, four levels deep."""
    content = b"\0" * 10_000_000
    for level in range(4):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(1 if level == 0 else 8):
                packed.writestr(f"../../{number}.zip", content)
        content = made.getvalue()
    return content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", bomb()),
        ("a.pdf", bomb()),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bomb()),
        ("a.pdf", b"%PDF-1.4\n" + b"[" * 200_000 + b"\n%%EOF"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>"),
        ("a.html", b"<!doctype html><script>x()</script>"),
        ("a.png", b"<html><script>x()</script>"),
        ("a.pdf", b"GIF89a/*%PDF-1.4*/"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50),
        ("a.pdf", b"MZ" + b"\0" * 1000),
    ],
    ids=[
        *("zip", "zip as pdf", "zip behind png", "deep pdf", "svg", "html", "html as png", "gif and pdf", "empty docx"),
        "program",
    ],
)
def test_packed_and_disguised_files_are_refused_quickly(house: House, name: str, content: bytes) -> None:
    began = time.process_time()
    bearer = {"authorization": f"Bearer {issue_token(account_of(house, house.lin.uid))}"}
    answer = Client(headers=bearer).post(
        "/api/v1/files", {"file": SimpleUploadedFile(name, content), "state_secret": "no"}
    )
    assert answer.status_code == 422, answer.content
    assert time.process_time() - began < 10


@pytest.mark.parametrize("files", ["/verify/", "/cases/{case}/evidence/new/"])
def test_a_bundle_that_is_a_bomb_breaks_no_page(house: House, files: str) -> None:
    case = house.case()
    client = browser(house, house.lin.uid)
    for content in (bomb(), b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04" + os.urandom(500)):
        sent = {"paper": SimpleUploadedFile("a.zip", content), "files": SimpleUploadedFile("a.zip", content)}
        assert client.post(files.format(case=case.uid), sent).status_code < 500


def test_a_huge_form_is_refused_before_it_is_read(house: House) -> None:
    client = browser(house, house.lin.uid)
    many = {f"f{n}": "x" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post("/join/", many).status_code == 400
    long = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert client.post("/join/", f"code={long}", content_type="application/x-www-form-urlencoded").status_code in {
        400,
        413,
    }
    nested = "[" * 200_000
    bearer = {"authorization": f"Bearer {issue_token(account_of(house, house.lin.uid))}"}
    answer = Client(headers=bearer).post("/api/v1/filings", nested, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert Client().post("/federation/envelopes", "x" * 10**6, content_type="text/plain").status_code == 422


def test_a_peer_that_is_none_brings_no_files(house: House) -> None:
    FakePeer().admit()
    for grant in ("", "x", "Bearer x"):
        answer: Any = Client().put(f"/federation/files/{'a' * 64}", b"x" * 1000, headers={"authorization": grant})
        assert answer.status_code in {413, 422}
