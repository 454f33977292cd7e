"""The stand-alone verifier gives the verdict and exit status of `courtlog verify`, whatever was done to a bundle."""

import contextlib
import io
import json
import subprocess
import sys
import warnings
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import CONTENT, VECTORS

from courtlog import cli
from courtlog.note import check_ed25519
from courtlog.standalone import verify as alone

NOTES = ("proof.tlog-proof", "policy.tlog-policy", "before.checkpoint")
EVIDENCE = ("statement.cose", "opening.json", *NOTES, "receipt.cose", "file/合同.txt")
MEMBERS = (*EVIDENCE, "VERIFY.txt", "verify.py")


def run(program, *words):
    """Give the first line of the output and the exit status."""
    out, err = io.StringIO(), io.StringIO()
    out.reconfigure = lambda **_: None
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "argv", ["verify.py", *words])
        try:
            status = program()
        except SystemExit as stop:
            status = stop.code
    assert "Traceback" not in err.getvalue()
    return out.getvalue().partition("\n")[0], status


def both(*words):
    """The verdict of the package and of the file that travels in the bundle."""
    words = [str(word) for word in words]
    return run(lambda: cli.main(["verify", *words]), *words), run(alone.main, *words)


def agreed(*words):
    """The one verdict."""
    package, standalone = both(*words)
    assert standalone == package, words
    return package


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in parts:
            archive.writestr(name, data)
    return out.getvalue()


def changed(data, name, change):
    """The bundle with one member changed, its checksum made right."""
    return pack([(one, change(content) if one == name else content) for one, content in members(data).items()])


def flip(data, at, bit=0):
    made = bytearray(data)
    made[at] ^= 1 << bit
    return bytes(made)


def raw(data, name):
    """The bundle with one byte of a member changed in place: its checksum is broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    return flip(data, info.header_offset + 30 + len(name.encode()) + info.file_size // 2)


def tampered(data):
    """Each way of tampering by name, and the verdict that is known beforehand (None: whatever the package says)."""
    parts = list(members(data).items())
    yield "untouched", data, ("MATCH", 0)
    for name in (one for one in MEMBERS if one in members(data)):
        broken = ("ALTERED", 2) if name.startswith("file/") else ("", 66)
        yield f"a broken checksum: {name}", raw(data, name), broken
        yield f"missing: {name}", pack([(one, content) for one, content in parts if one != name]), None
        twice = pack([*parts, (name, b"{}")])
        yield f"twice: {name}", twice, ("", 66)
        for cut in (0, 1, 2, 3):
            yield f"cut to {cut}/4: {name}", changed(data, name, lambda d, c=cut: d[: len(d) * c // 4]), None
        yield f"cut by one byte: {name}", changed(data, name, lambda d: d[:-1]), None
        for at in (0, 1, 2, 3):
            flipped = changed(data, name, lambda d, a=at: flip(d, len(d) * a // 4))
            yield f"a byte at {at}/4 flipped: {name}", flipped, None
    yield "not a zip", b"%PDF-1.7 hello", ("", 66)
    yield "an empty file", b"", ("", 66)
    yield "an empty zip", pack([]), ("", 66)
    yield "only the magic", b"PK\x03\x04", ("", 66)
    for share in (1, 2, 3):
        yield f"cut to {share}/4", data[: len(data) * share // 4], ("", 66)
    yield "bytes before it", b"x" + data, ("", 66)
    yield "a zip before it", pack([("a", b"b")]) + data, ("", 66)
    yield "names that differ in case", pack([*parts, ("Opening.json", b"{}")]), ("", 66)
    yield "two files", pack([*parts, ("file/b", b"")]), ("", 66)
    yield "too many members", pack([(f"{number}", b"") for number in range(300)]), ("", 66)
    yield "a member of a later version", pack([*parts, ("tsa.tsr", b"x"), ("capture/page.png", b"y")]), ("MATCH", 0)
    for name in ("../evil", "/etc/x", "a/b", "file/", "c:x", "a\\b", "file/a/b", "x\x07"):
        yield f"the name {name!r}", pack([*parts, (name, b"")]), ("", 66)


def test_a_table_of_tampered_bundles_gets_one_verdict_from_both(sample, tmp_path):
    path = tmp_path / "b.zip"
    differing = []
    for what, data, known in tampered(sample.bundle):
        path.write_bytes(data)
        package, standalone = both(path)
        if package != standalone or package != (known or package):
            differing.append((what, package, standalone, known))
    assert differing == []


def test_a_file_beside_the_bundle_gets_one_verdict_from_both(sample, tmp_path):
    bundle, same, other = tmp_path / "b.zip", tmp_path / "same.txt", tmp_path / "other.txt"
    same.write_bytes(CONTENT)
    other.write_bytes(CONTENT + b"!")
    bundle.write_bytes(sample.bundle)
    assert agreed(bundle, same) == ("MATCH", 0)
    assert agreed(bundle, other) == ("ALTERED", 2)
    assert agreed(bundle, tmp_path / "missing.txt") == ("", 66)
    assert agreed(bundle, tmp_path) == ("", 66)
    bundle.write_bytes(pack([(n, d) for n, d in members(sample.bundle).items() if not n.startswith("file/")]))
    assert agreed(bundle) == ("NOT PROVEN", 3)
    assert agreed(bundle, same) == ("MATCH", 0)
    assert agreed(bundle, other) == ("ALTERED", 2)
    assert agreed(tmp_path / "missing.zip") == ("", 66)


def test_trusted_keys_get_one_verdict_from_both(sample, tmp_path):
    from ledger_samples import ORIGIN, PARTY_KEY, key  # noqa: PLC0415

    bundle, policy, other, bad = (tmp_path / name for name in ("b.zip", "policy", "other", "bad"))
    bundle.write_bytes(sample.bundle)
    policy.write_bytes(sample.policy)
    other.write_text(f"log {key(ORIGIN + '/2').verifier}\nquorum none\n")
    bad.write_text("log\n")
    assert agreed(bundle, "--policy", policy, "--issuer-key", PARTY_KEY.verifier) == ("MATCH", 0)
    assert agreed(bundle, "--policy", other) == ("NOT PROVEN", 3)
    assert agreed(bundle, "--issuer-key", key("thief").verifier) == ("NOT PROVEN", 3)
    assert agreed(bundle, "--policy", bad) == agreed(bundle, "--policy", tmp_path / "none") == ("", 66)
    assert agreed(bundle, "--issuer-key", "ed25519:00") == agreed(bundle, "--issuer-key", "nonsense") == ("", 66)


def test_wrong_usage_exits_with_64_from_both():
    for words in ((), ("a", "b", "c"), ("a", "--unknown")):
        assert agreed(*words) == ("", 64)


def test_the_gravest_of_several_findings_is_the_verdict_of_both(sample, tmp_path):
    parts = members(sample.bundle) | {"policy.tlog-policy": b"quorum none\n"}
    (tmp_path / "b.zip").write_bytes(pack(parts.items()))
    assert agreed(tmp_path / "b.zip") == ("NOT PROVEN", 3)
    (tmp_path / "b.zip").write_bytes(pack((parts | {"file/合同.txt": b"!"}).items()))
    assert agreed(tmp_path / "b.zip") == ("ALTERED", 2)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_flipped_bit_of_evidence_gets_one_verdict_from_both(sample, tmp_path_factory, data):
    name = data.draw(st.sampled_from(EVIDENCE))
    content = members(sample.bundle)[name]
    at, bit = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 7))
    path = tmp_path_factory.mktemp("flip") / "b.zip"
    path.write_bytes(changed(sample.bundle, name, lambda d: flip(d, at, bit)))
    agreed(path)


def test_the_standalone_verifier_judges_edge_cases_of_ed25519_as_the_library_does():
    cases = json.loads((VECTORS / "ed25519" / "ed25519vectors.json").read_text())
    for case in cases[::4]:
        arguments = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"]), case["msg"].encode()
        assert alone.ed25519(*arguments) == check_ed25519(*arguments), case["number"]


def test_the_standalone_verifier_runs_from_the_bundle_without_any_package(sample, tmp_path):
    (tmp_path / "b.zip").write_bytes(sample.bundle)
    with zipfile.ZipFile(io.BytesIO(sample.bundle)) as archive:
        (tmp_path / "verify.py").write_bytes(archive.read("verify.py"))
    command = [sys.executable, "-I", "-S", "-W", "error", str(tmp_path / "verify.py"), str(tmp_path / "b.zip")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("MATCH\nThe file is unaltered since 2027-01-15 ")
    assert "NOT CHECKED: before.checkpoint" in done.stdout
    bad = subprocess.run([*command[:-1], str(tmp_path / "verify.py")], capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout) == (66, "")
    assert "Traceback" not in bad.stderr
