"""Whoever is entitled takes a proof bundle home, for every kind of what is sealed, and checks it in four ways."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import sync_playwright

import courtlog
from courtlog.stamp import read_roots, stamp_check
from tests.acts.conduct import consent
from tests.acts.ledgers import Sealing, now, sealing_at
from tests.builders import House, refused
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tests.entrances.test_face_browser import CHROMIUM
from tests.links import linked
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.adapters.verifying import verify_pdf
from tongban.judgments.actions import sign_judgment, start_draft
from tongban.kernel.ids import new_id
from tongban.register.actions.report import order_report, report_state
from tongban.register.models import Entry, Seal
from tongban.register.vocabulary import ReportState, SealKind

NONE: frozenset[str] = frozenset()
PACKAGE = Path(__file__).resolve().parents[2] / "packages" / "courtlog"


@dataclass(frozen=True, slots=True)
class Decided:
    """A case from its filing to its judgment, all of it sealed, nothing stamped yet."""

    sealing: Sealing
    case: CaseView
    papers: dict[str, dict[str, Any]]

    @property
    def house(self) -> House:
        """The platform."""
        return self.sealing.house

    def work(self) -> None:
        """The worker does what pages made due, at the time that pages have."""
        self.house.clock.at = now()
        assert self.house.work(without=NONE) == []

    def client(self) -> Client:
        """The plaintiff's browser."""
        return browser(self.house, self.house.lin.uid)

    def fetched(self, page: str) -> Any:  # noqa: ANN401 - Django's answer
        """What the plaintiff's browser gets by a link to this file."""
        client = self.client()
        return client.get(linked(client, page))

    def address(self, paper: str, page: str = "") -> str:
        """The page of a paper of this kind, for its party."""
        return f"/cases/{self.case.uid}/papers/{self.papers[paper]['uid']}/{page}"

    def proof(self, paper: str) -> bytes:
        """The bundle of a paper of this kind, as the plaintiff gets it."""
        answer = self.fetched(self.address(paper, "proof/"))
        assert answer.status_code == 200
        return bytes(answer.content)

    def verify(self, bundle: bytes, file: bytes | None = None) -> courtlog.Report:
        """What a stranger finds, who has the court's policy and roots from elsewhere."""
        roots = read_roots((self.sealing.home / "ledger" / "tsa-ca.pem").read_bytes())
        with courtlog.Bundle.open(BytesIO(bundle)) as opened:
            further = [stamp_check(roots)] if "tsa.tsr" in opened.members else []
            given = courtlog.Given(BytesIO(file) if file else None, self.sealing.log.policy(), further=further)
            return courtlog.verify_bundle(opened, given)


@pytest.fixture
def decided(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Decided:
    """The case."""
    sealing = sealing_at(tmp_path, house, monkeypatch)
    case = house.case()
    assert house.work(without=NONE) == []
    case = house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    consent(house, case, "exchange")
    case = house.put_at(case, Stage.DELIBERATION)
    assert house.judge.person
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    assert house.work(without=NONE) == []
    sealing.seal()
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
    return Decided(sealing, case, {paper["kind"]: paper for paper in sheet["papers"]})


def test_each_kind_of_what_is_sealed_can_be_taken_home_with_its_file_and_matches(decided: Decided) -> None:
    house, case = decided.house, decided.case
    decided.sealing.stamp()
    docketed = Entry.objects.filter(case=case.uid).earliest("id")
    clerk = signed_in(house, house.clerk.person)
    bundles = {
        "register entry": bytes(clerk.get(linked(clerk, reverse("desk:register_proof", args=[docketed.uid]))).content),
        "exhibit": decided.proof("files.iou"),
        "e-file version": decided.proof("acceptance_notice"),
        "service certificate": decided.proof("certificate"),
        "signed paper": decided.proof("judgment"),
        "agreement": decided.fetched(f"/cases/{case.uid}/consent/exchange/proof/").content,
    }
    found = {}
    for kind, made in bundles.items():
        report = decided.verify(made)
        with courtlog.Bundle.open(BytesIO(made)) as opened, opened.open_file() as inside:
            content = inside.read()
        altered = decided.verify(made, content + b"!")
        found[kind] = (report.verdict.value, report.proved("file"), report.proved("stamp"), altered.verdict.value)
        assert decided.verify(made, content).verdict is courtlog.Verdict.MATCH, kind
    assert found == dict.fromkeys(bundles, ("MATCH", True, True, "ALTERED"))
    kinds = {
        paper: Seal.objects.get(subject=decided.papers[paper]["version"]).kind
        for paper in ("files.iou", "acceptance_notice", "certificate", "judgment")
    }
    assert kinds.pop("files.iou") == SealKind.EVIDENCE
    assert set(kinds.values()) == {SealKind.FILE_VERSION}
    assert Seal.objects.filter(kind=SealKind.RECEIPT, proven_at__isnull=False).exists()


def test_the_bundles_of_a_party_are_nobody_elses(decided: Decided) -> None:
    house, case = decided.house, decided.case
    stranger, nobody = browser(house, house.clerk.person), browser(house)
    for page in (decided.address("judgment", "proof/"), f"/cases/{case.uid}/consent/exchange/proof/"):
        assert stranger.get(linked(stranger, page)).status_code == 404
        assert nobody.get(page).status_code == 302
    assert stranger.post(decided.address("judgment", "report/")).status_code == 404
    assert decided.fetched(f"/cases/{case.uid}/consent/hearing/proof/").status_code == 404
    assert decided.client().get(decided.address("judgment", "report/")).status_code == 405


def _says(decided: Decided, *texts: str) -> None:
    body = decided.client().get(decided.address("judgment"), headers={"accept-language": "en"}).content.decode()
    for text in texts:
        assert text in body


def test_the_page_tells_how_far_the_report_is_and_the_bundle_is_there_all_the_while(decided: Decided) -> None:
    client = decided.client()
    _says(decided, "No time stamp of an authority covers this paper yet")
    assert client.post(decided.address("judgment", "report/")).status_code == 422
    assert decided.verify(decided.proof("judgment")).verdict is courtlog.Verdict.MATCH
    decided.sealing.stamp()
    _says(decided, "Ask for the report")
    for _ in range(2):
        assert client.post(decided.address("judgment", "report/")).status_code == 302
    assert Entry.objects.filter(event="report_ordered").count() == 1
    _says(decided, "The signed report is being made")
    assert decided.verify(decided.proof("judgment")).verdict is courtlog.Verdict.MATCH
    decided.work()
    _says(decided, "signed report lies in the proof")
    first = decided.proof("judgment")
    decided.sealing.seal()
    decided.sealing.stamp()
    assert decided.proof("judgment") == first, "a report describes one head, and the bundle stays with it"


def test_a_report_is_asked_for_when_there_is_something_to_report(decided: Decided) -> None:
    house = decided.house
    for subject in (new_id(), Entry.objects.latest("id").uid):
        Seal.objects.filter(subject=subject).update(proven_at=None)
        assert report_state(subject) is ReportState.TOO_EARLY
        with refused("register.not_proven"):
            order_report(subject, by=house.clerk, at=house.at)


def _reported(decided: Decided, paper: str) -> courtlog.Bundle:
    decided.sealing.stamp()
    assert decided.client().post(decided.address(paper, "report/")).status_code == 302
    decided.work()
    return courtlog.Bundle.open(BytesIO(decided.proof(paper)))


def test_the_report_is_signed_for_good_and_says_what_the_bundle_proves(decided: Decided) -> None:
    with _reported(decided, "files.iou") as opened:
        papers = {name: opened.archive.read(name) for name in ("report.pdf", "report.en.pdf")}
        assert sorted(opened.unchecked) == ["report.en.pdf", "report.pdf", "tsa-ca.pem"]
        opening = courtlog.Opening.parse(opened.need("opening.json"))
    for paper in papers.values():
        found = verify_pdf(paper, decided.sealing.authority.roots(), at=now())
        assert found.sound
        assert [(one.signer.split()[0], bool(one.stamped_at)) for one in found.signatures] == [("测试平台", True)]
        with pikepdf.open(BytesIO(paper)) as pdf:
            told = json.loads(pdf.attachments["data.json"].get_file().read_bytes())
        assert told["sha256"] == opening.sha256.hex()
        assert told["stamp"]["authority"].startswith("CN=")
        assert told["not_before"] <= told["since"] <= told["stamp"]["at"]
    chinese, english = _text(papers["report.pdf"]), _text(papers["report.en.pdf"])
    for text in ("司法区块链存证证明", "没有证明", "文件内容在存入之前真实", "演示", "在线诉讼规则"):
        assert text in chinese.replace(" ", ""), text
    for text in ("Not proved", "true and complete before it was deposited", "DEMONSTRATION"):
        assert text in english, text
    made = Entry.objects.filter(event="report_made").latest("id")
    assert len(json.loads(made.body)["digests"]) == 2


def _text(pdf: bytes) -> str:
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            found.append(text.get_text_bounded())
            text.close()
            page.close()
    return " ".join(" ".join(found).split())


@pytest.fixture
def docs() -> Callable[[], ModuleType]:
    """The ledger's own test of its page on checking by hand, which runs the page's commands."""

    def load() -> ModuleType:
        sys.path.insert(0, str(PACKAGE / "tests"))
        try:
            return importlib.import_module("test_ledger_docs")
        finally:
            sys.path.remove(str(PACKAGE / "tests"))

    return load


def test_a_bundle_of_the_platform_is_checked_by_the_ledgers_program_alone_by_one_file_by_a_browser_and_by_hand(
    decided: Decided, docs: Callable[[], ModuleType], tmp_path: Path
) -> None:
    with _reported(decided, "files.iou") as opened, opened.open_file() as inside:
        content = inside.read()
        alone = opened.archive.read("verify.py")
    client = decided.client()
    kept = {
        "bundle.zip": (made := decided.proof("files.iou")),
        "altered.zip": made.replace(content, content[:-1] + bytes([content[-1] ^ 1])),
        "court.tlog-policy": client.get("/ledger/log/policy").content,
        "tsa-ca.pem": client.get("/ledger/tsa-ca.pem").content,
        "verify.py": alone,
        "court-checker.html": client.get(reverse("portal:checker")).content,
    }
    place = tmp_path / "stranger"
    place.mkdir()
    for name, data in kept.items():
        (place / name).write_bytes(data)

    def says(*command: str) -> list[str]:
        words = []
        for bundle in ("bundle.zip", "altered.zip"):
            whole = [*command, bundle, "--policy", "court.tlog-policy"]
            done = subprocess.run(whole, cwd=place, env={}, capture_output=True, text=True, check=False)
            words.append(done.stdout.splitlines()[0].split()[0].rstrip(":"))
        return words

    program = str(Path(sys.executable).with_name("courtlog"))
    assert says(program, "verify", "--tsa-ca", "tsa-ca.pem") == ["MATCH", "ALTERED"]
    assert says("/usr/bin/python3", "-I", "verify.py") == ["MATCH", "ALTERED"]
    by_hand = docs().by_hand
    done = by_hand(tmp_path / "sound", kept["bundle.zip"], kept["court.tlog-policy"], kept["tsa-ca.pem"])
    assert done.returncode == 0, done.stderr
    assert len([line for line in done.stdout.splitlines() if line.startswith("OK")]) == 8
    assert by_hand(tmp_path / "twin", kept["altered.zip"], kept["court.tlog-policy"], kept["tsa-ca.pem"]).returncode
    assert _browser_says(place) == ["match", "altered"]


def _browser_says(place: Path) -> list[str]:
    said = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        page = chromium.new_context(offline=True).new_page()
        page.goto((place / "court-checker.html").as_uri())
        for bundle in ("bundle.zip", "altered.zip"):
            page.set_input_files("input[name=paper]", place / bundle)
            page.click("[data-check-here]")
            page.wait_for_selector(f"h2.check__verdict--{'match' if bundle == 'bundle.zip' else 'altered'}")
            said.append("match" if page.locator("h2.check__verdict--match").count() else "altered")
        chromium.close()
    return said
