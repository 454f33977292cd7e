"""The checker in a person's browser says what `courtlog verify` says, on the page and as a file kept on a disk."""

from __future__ import annotations

import base64
import hashlib
import importlib
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.builders import MONDAY, House, ledger_at
from tests.entrances.test_face_browser import CHROMIUM
from tongban.register.actions.bundle import bundle, check_bundle
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.models import Entry
from tongban.register.queries import canonical_entry

LEDGER_TESTS = Path(__file__).resolve().parents[2] / "packages" / "courtlog" / "tests"
ADDRESS = "http://court.test/"
RUN = """async (data) => {
    const { verify } = await import("/static/portal/check/check.js");
    const { Unreadable } = await import("/static/portal/check/bytes.js");
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    try { return (await verify({ bundle: new Blob([bytes]) })).verdict; }
    catch (error) { if (error instanceof Unreadable) return ""; throw error; }
}"""


@pytest.fixture(scope="module")
def ledger_tests() -> Iterator[Callable[[str], ModuleType]]:
    """The ledger's own samples and table of tampered bundles."""
    sys.path.insert(0, str(LEDGER_TESTS))
    yield importlib.import_module
    sys.path.remove(str(LEDGER_TESTS))


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium; a test that uses the database asks for it only when it is done with the database."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page for which nothing exists but the static files; any other request fails the test."""
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        found = find(path.removeprefix("static/")) if path.startswith("static/") else None
        if isinstance(found, str):
            route.fulfill(path=found, content_type="text/javascript")
        elif not path:
            route.fulfill(body="<!doctype html><title>court</title>", content_type="text/html")
        else:
            asked.append(path)
            route.abort()

    page.route("**/*", answer)
    page.goto(ADDRESS)
    yield page
    page.close()
    assert asked == []


@pytest.mark.once
@pytest.mark.timeout(180)
def test_every_tampered_bundle_gets_the_verdict_of_the_package(
    offline: Page, ledger_tests: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    samples, table = ledger_tests("ledger_samples"), ledger_tests("test_ledger_standalone")
    path = tmp_path / "b.zip"
    differing = []
    for what, data, _known in table.tampered(_sample(samples, tmp_path / "log")):
        path.write_bytes(data)
        (wanted, _status), _alone = table.both(path)
        found = offline.evaluate(RUN, base64.b64encode(data).decode())
        if found != wanted:
            differing.append((what, found, wanted))
    assert differing == []


@pytest.mark.once
@pytest.mark.timeout(180)
def test_what_no_package_can_read_the_browser_cannot_read_either(
    offline: Page, ledger_tests: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    from courtlog import cbor

    whole = _sample(ledger_tests("ledger_samples"), tmp_path / "log")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        statement, opening = cbor.decode(archive.read("statement.cose")), json.loads(archive.read("opening.json"))
    assert isinstance(statement, cbor.Tag)
    protected, _, payload, signature = statement.value  # type: ignore[misc]
    null_in_two_bytes = (
        payload[:-1] + b"\xf8\x16" if payload.endswith(b"\xf6") else payload.replace(b"\xf6", b"\xf8\x16", 1)
    )
    odd = {
        "payload is a number": ("statement.cose", _cose(protected, b"\x01", signature)),
        "payload is a text": ("statement.cose", _cose(protected, b"\x61a", signature)),
        "header is a number": ("statement.cose", _cose(b"\x01", payload, signature)),
        "header is null": ("statement.cose", _cose(b"\xf6", payload, signature)),
        "null in two bytes": ("statement.cose", _cose(protected, null_in_two_bytes, signature)),
        "salt without variety": ("opening.json", json.dumps(opening | {"salt": "00" * 32}).encode()),
    }
    for what, (member, data) in odd.items():
        bundle_of = _with(whole, member, data)
        assert check_bundle(io.BytesIO(bundle_of)) is None, what
        assert offline.evaluate(RUN, base64.b64encode(bundle_of).decode()) == "", what


def _cose(protected: bytes, payload: bytes, signature: bytes) -> bytes:
    from courtlog import cbor

    return cbor.encode(cbor.Tag(18, [protected, {}, payload, signature]))


def _with(whole: bytes, member: str, data: bytes) -> bytes:
    """The bundle with other bytes in one member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, data if info.filename == member else old.read(info))
    return out.getvalue()


@pytest.mark.once
@pytest.mark.timeout(300)
def test_strange_bundles_get_one_verdict_in_the_browser_too(
    offline: Page, ledger_tests: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    """A zip's directory apart: of damage that hides nothing the browser may say less than Python does, or more."""
    table, path = ledger_tests("test_ledger_standalone"), tmp_path / "b.zip"
    differing = []
    for family, number, data in ledger_tests("ledger_mutants").mutants("browser", 150):
        path.write_bytes(data)
        _package, (wanted, _status) = table.both(path)
        found = offline.evaluate(RUN, base64.b64encode(data).decode())
        if found != wanted and not (family == "the directory changed" and "" in (found, wanted)):
            differing.append((family, number, found, wanted))
    assert differing == []


@pytest.mark.once
def test_a_bundle_is_checked_under_the_policy_of_its_time_if_the_court_vouches_for_that_too(
    offline: Page, ledger_tests: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    import courtlog

    whole = _sample(ledger_tests("ledger_samples"), tmp_path / "log")
    with courtlog.Bundle.open(io.BytesIO(whole)) as opened:
        own = opened.need("policy.tlog-policy").decode()
    old = own.partition("witness operator ")[2].partition("\n")[0]
    new = courtlog.SignerKey.generate(old.partition("+")[0], courtlog.COSIGNATURE).verifier
    policies, data = [own.replace(old, str(new)), own], base64.b64encode(whole).decode()
    run = RUN.replace("async (data)", "async ([data, policies])").replace(
        "new Blob([bytes])", "new Blob([bytes]), policies: policies.map((text) => new TextEncoder().encode(text))"
    )
    assert offline.evaluate(run, [data, policies]) == "MATCH"
    assert offline.evaluate(run, [data, policies[:1]]) != "MATCH"


def _sample(samples: ModuleType, directory: Path) -> bytes:
    import courtlog
    from courtlog.signing import sign_receipt

    issued = courtlog.issue(
        io.BytesIO(samples.CONTENT), name="合同.txt", kind=courtlog.Kind.AGREEMENT, subject="0198c2f0",
        key=samples.PARTY_KEY, at=samples.START,
    )  # fmt: skip
    with samples.create(directory) as log:
        log.deposit([samples.statement(number) for number in range(3)])
        (deposited,) = log.deposit([issued.statement])
        proof, before = log.proof(deposited.index), log.head_before(deposited.index).note
        entry = log.entry(deposited.index)
        receipt = sign_receipt(entry, proof, samples.LOG_KEY)
        parts = courtlog.Parts(entry, issued.opening, proof.encode(), log.policy(), before, receipt)
        return courtlog.build_bundle(parts, samples.CONTENT)


@pytest.mark.once
def test_signatures_and_digests_are_those_of_the_standards(offline: Page) -> None:
    from courtlog.commitment import sm3
    from courtlog.note import check_ed25519

    vectors = json.loads((LEDGER_TESTS / "vectors" / "ed25519" / "ed25519vectors.json").read_text())[::3]
    cases = [[one["key"], one["sig"], one["msg"].encode().hex()] for one in vectors]
    found = offline.evaluate(
        """async (cases) => {
            const { ed25519 } = await import("/static/portal/check/signatures.js");
            const bytes = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
            return cases.map((one) => ed25519(...one.map(bytes)));
        }""",
        cases,
    )
    assert found == [check_ed25519(*(bytes.fromhex(part) for part in one)) for one in cases]
    assert True in found
    assert False in found
    digests = offline.evaluate(
        """async () => {
            const { sm3 } = await import("/static/portal/check/sm3.js");
            const { hex } = await import("/static/portal/check/bytes.js");
            return ["abc", "abcd".repeat(16), "a".repeat(55), "a".repeat(56), "a".repeat(64), ""].map(
                (text) => hex(sm3(new TextEncoder().encode(text))));
        }"""
    )
    assert digests[0] == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"  # GB/T 32905, example 1
    texts = ["abc", "abcd" * 16, "a" * 55, "a" * 56, "a" * 64, ""]
    assert digests == [sm3(text.encode()).hex() for text in texts]


@dataclass(frozen=True)
class Made:
    """A bundle of the court's own ledger, and the file in it."""

    bundle: bytes
    content: bytes


@pytest.fixture
def made(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """The bundle of an act of a case, sealed on the court's own ledger."""
    make_ledger(tmp_path, "test")
    ledger_at(tmp_path, monkeypatch)
    case = house.case()
    ledger = Ledger(tmp_path, seconds=lambda: int(MONDAY.timestamp()))
    while seal_once(ledger, house.clock):
        pass
    ledger.close()
    entry = Entry.objects.filter(case=case.uid).earliest("id")
    content = canonical_entry(entry)
    found = bundle(entry.uid, name="立案.json", content=content)
    assert found is not None
    return Made(found, content)


def _sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def _post(client: Client, **sent: SimpleUploadedFile) -> str:
    return client.post(reverse("portal:verify"), sent, headers={"accept-language": "en"}).content.decode()


def test_the_court_checks_a_bundle_and_says_what_it_proves(made: Made, client: Client) -> None:
    text = _post(client, paper=_sent("b.zip", made.bundle))
    assert "<h1>Unaltered</h1>" in text
    assert "Unaltered since" in text
    assert "the keeper of the ledger is also its only witness" in text
    assert "they came with the bundle" not in text  # the court knows its own keys


def test_the_court_says_of_a_bundle_what_was_changed(made: Made, client: Client) -> None:
    alone = _without_file(made.bundle)
    assert "<h1>Altered</h1>" in _post(client, paper=_sent("b.zip", alone), beside=_sent("a", b"x"))
    assert "<h1>Unaltered</h1>" in _post(client, paper=_sent("b.zip", alone), beside=_sent("a", made.content))
    assert "<h1>Not proven</h1>" in _post(client, paper=_sent("b.zip", alone))


def test_a_bundle_of_another_court_is_checked_under_its_own_keys_and_that_is_said(
    made: Made, client: Client, ledger_tests: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    text = _post(client, paper=_sent("b.zip", _sample(ledger_tests("ledger_samples"), tmp_path / "other")))
    assert "<h1>Unaltered</h1>" in text
    assert "they came with the bundle, and no court here vouches for them" in text


def test_what_is_no_bundle_is_looked_for_among_the_papers(made: Made, client: Client) -> None:
    assert "This file is not known here" in _post(client, paper=_sent("b.zip", b"PK\x03\x04"))
    digest = hashlib.sha256(b"x").hexdigest()
    answer = client.post(reverse("portal:verify"), {"digest": digest}, headers={"accept-language": "en"})
    assert "This file is not known here" in answer.content.decode()
    assert client.post(reverse("portal:verify"), {"digest": "0"}).status_code == 422


def _without_file(whole: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            if not info.filename.startswith("file/"):
                new.writestr(info, old.read(info))
    return out.getvalue()


def _flipped(made: Made) -> bytes:
    """The bundle with one bit of the file in it changed, where it lies in the zip."""
    at = made.bundle.index(made.content)
    return made.bundle[:at] + bytes([made.bundle[at] ^ 1]) + made.bundle[at + 1 :]


@pytest.mark.once
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_file_that_people_keep_checks_without_court_and_network(
    made: Made, client: Client, request: pytest.FixtureRequest, tmp_path: Path, language: str
) -> None:
    (tmp_path / "bundle.zip").write_bytes(made.bundle)
    (tmp_path / "altered.zip").write_bytes(_flipped(made))
    answer = client.get(reverse("portal:checker"), headers={"accept-language": language})
    assert answer.headers["Content-Disposition"].startswith("attachment")
    (tmp_path / "court-checker.html").write_bytes(answer.content)
    browser: Browser = request.getfixturevalue("browser")
    context = browser.new_context(offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((tmp_path / "court-checker.html").as_uri())
    assert "演示" in page.inner_text("body") or "DEMO" in page.inner_text("body")
    page.set_input_files("input[name=paper]", tmp_path / "bundle.zip")
    page.click("[data-check-here]")
    page.wait_for_selector("h2.check__verdict--match")
    assert page.locator(".check__finding--proved").count() >= 5
    page.set_input_files("input[name=paper]", tmp_path / "altered.zip")
    page.click("[data-check-here]")
    page.wait_for_selector("h2.check__verdict--altered")
    assert errors == []
    page.evaluate("() => { Blob.prototype.arrayBuffer = async () => { throw new Error('the file was moved'); }; }")
    page.click("[data-check-here]")
    page.wait_for_selector("h2.check__verdict--none")
    assert "the file was moved" in errors[0]
    context.close()
