"""Verdicts on whole bundles, good and bad; each bad one is named by what was done to it."""

import argparse
import dataclasses
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import CONTENT, LOG_KEY, ORIGIN, PARTY_KEY, START, WITNESS_KEY, key

from courtlog import Bundle, Given, Outcome, Salt, Verdict, build_bundle, to_json, to_text, verify_bundle
from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, Malformed
from courtlog.issue import issue
from courtlog.pack import verifier_source
from courtlog.signing import cosign, sign_note
from courtlog.standalone import verify as alone
from courtlog.statement import Kind
from courtlog.tlogproof import TlogProof


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def pack(parts, compression=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def change(sample, **replaced):
    """Replace members (None removes one); names are written with _ for the dot and the slash."""
    parts = members(sample.bundle)
    for name, data in replaced.items():
        found = next(one for one in (*parts, "x") if one.replace(".", "_").replace("-", "_").startswith(name))
        if data is None:
            del parts[found]
        else:
            parts[found] = data(parts[found]) if callable(data) else data
    return pack(parts)


def test_a_path_that_leads_elsewhere_is_altered_also_without_a_receipt_that_repeats_it(sample, tmp_path):
    lines = sample.parts.proof.split(b"\n")
    for number in range(2, lines.index(b"")):
        changed = b"\n".join([*lines[:number], b"A" * 43 + b"=", *lines[number + 1 :]])
        (tmp_path / "b.zip").write_bytes(change(sample, receipt_cose=None, proof_tlog=changed))
        report = verify((tmp_path / "b.zip").read_bytes())
        assert (report.verdict, report.proved("inclusion")) == (Verdict.ALTERED, False)
        assert subprocess.run([sys.executable, alone.__file__, tmp_path / "b.zip"], check=False).returncode == 2


def test_a_zip_with_a_comment_or_a_wrong_count_is_refused(sample, tmp_path):
    """Readers search for the end of a zip in different ways: one end, at the end, leaves nothing to search."""
    other = pack(members(sample.bundle) | {"file/合同.txt": b"another file"})
    counted = bytearray(sample.bundle)
    counted[-12] -= 1
    hidden = bytearray(sample.bundle)
    hidden[-2:] = len(other).to_bytes(2, "little")
    for data in (bytes(counted), bytes(hidden) + other, sample.bundle + b"x"):
        (tmp_path / "b.zip").write_bytes(data)
        with pytest.raises(Malformed):
            Bundle.open(io.BytesIO(data))
        assert subprocess.run([sys.executable, alone.__file__, tmp_path / "b.zip"], check=False).returncode == 66


def verify(data, **given):
    given.setdefault("policy", None)
    with Bundle.open(io.BytesIO(data)) as bundle:
        return verify_bundle(bundle, Given(**given))


def flip(data, at=-1, bit=0):
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_an_untouched_bundle_matches_and_says_since_when_and_what_is_not_proved(sample):
    report = verify(sample.bundle)
    assert report.verdict is Verdict.MATCH
    assert report.not_before < report.since
    text = to_text(report)
    assert text.startswith("MATCH\nThe file is unaltered since 2027-01-15 ")
    for words in ("proves nothing about the keys", "holds the witness's key itself", "true when it was deposited"):
        assert words in text
    assert "authentic" not in text
    assert '"verdict": "MATCH"' in to_json(report)


def test_with_the_courts_policy_and_the_partys_key_the_caveats_on_keys_go(sample):
    report = verify(sample.bundle, policy=sample.policy, issuer_key=PARTY_KEY.verifier.public, file=io.BytesIO(CONTENT))
    assert report.verdict is Verdict.MATCH
    assert not {"policy", "issuer-key"} & {finding.code for finding in report.findings}


def test_the_same_parts_give_the_same_bytes(sample):
    assert build_bundle(sample.parts, CONTENT) == sample.bundle


def test_a_bundle_packed_anew_and_compressed_by_another_program_still_matches(sample):
    assert verify(pack(members(sample.bundle), zipfile.ZIP_DEFLATED)).verdict is Verdict.MATCH


def test_another_file_is_altered_also_when_the_bundles_own_is_right(sample):
    report = verify(sample.bundle, file=io.BytesIO(CONTENT + b" "))
    assert report.verdict is Verdict.ALTERED
    assert "not the one that was chained" in to_text(report)


def test_without_the_file_only_the_statement_is_proven_and_the_verdict_says_so(sample):
    bare = build_bundle(sample.parts)
    assert verify(bare).verdict is Verdict.NOT_PROVEN
    assert "No file was given" in to_text(verify(bare))
    assert verify(bare, file=io.BytesIO(CONTENT)).verdict is Verdict.MATCH


def other_head(size, root, signer=LOG_KEY):
    return cosign(sign_note(Checkpoint(ORIGIN, size, root).text, signer), WITNESS_KEY, START).encode()


def test_two_signed_heads_of_one_size_and_two_roots_are_a_conflict(sample):
    report = verify(sample.bundle, heads=[other_head(4, bytes(32))])
    assert report.verdict is Verdict.CONFLICT
    assert "two different heads of size 4" in to_text(report)


def test_two_given_heads_that_disagree_with_each_other_are_a_conflict_too(sample):
    heads = [other_head(9, bytes(32)), other_head(9, b"\x01" * 32)]
    assert verify(sample.bundle, heads=heads).verdict is Verdict.CONFLICT


def test_the_same_head_agrees_another_size_is_not_compared_and_a_forged_one_proves_nothing(sample):
    same = TlogProof.parse(sample.parts.proof).head
    assert verify(sample.bundle, heads=[same]).verdict is Verdict.MATCH
    later = verify(sample.bundle, heads=[other_head(9, bytes(32))])
    assert later.verdict is Verdict.MATCH
    assert any(one.code == "conflict" and one.outcome is Outcome.CAVEAT for one in later.findings)
    for forged in (flip(other_head(4, bytes(32)), at=70), other_head(4, bytes(32), key("thief.example"))):
        assert verify(sample.bundle, heads=[forged]).verdict is Verdict.NOT_PROVEN


def with_proof(sample, **changes):
    return dataclasses.replace(TlogProof.parse(sample.parts.proof), **changes).encode()


def strip_witness(proof):
    return b"".join(line for line in proof.splitlines(keepends=True) if b"/witness" not in line)


def attacks(sample):
    """Each attack with the verdict it must get and a word of its reason."""
    proof = TlogProof.parse(sample.parts.proof)
    thief = issue(
        io.BytesIO(CONTENT), name="合同.txt", kind=Kind.AGREEMENT, subject="0198c2f0", key=key("thief"), at=START
    )
    resalted = dataclasses.replace(sample.parts.opening, salt=Salt(bytes(range(32))))
    return {
        "file changed": (change(sample, file=flip), Verdict.ALTERED, "other SHA-256"),
        "statement signature changed": (change(sample, statement=flip), Verdict.ALTERED, "signature is wrong"),
        "statement commitment changed": (change(sample, statement=lambda d: flip(d, 150)), Verdict.ALTERED, "signed"),
        "salt changed": (change(sample, opening=resalted.encode()), Verdict.ALTERED, "commitments"),
        "issuer renamed": (
            change(sample, opening=dataclasses.replace(sample.parts.opening, issuer="Li").encode()),
            Verdict.ALTERED,
            "another issuer",
        ),
        "statement of a thief": (
            change(sample, statement=thief.statement, opening=thief.opening.encode()),
            Verdict.ALTERED,
            "inclusion path leads",
        ),
        "index changed": (change(sample, proof=with_proof(sample, index=2)), Verdict.ALTERED, "leads to"),
        "index beyond the log": (change(sample, proof=with_proof(sample, index=9)), Verdict.NOT_PROVEN, "cannot lie"),
        "path cut short": (change(sample, proof=with_proof(sample, path=proof.path[:-1])), Verdict.NOT_PROVEN, "fewer"),
        "path changed": (
            change(sample, proof=with_proof(sample, path=(bytes(32), *proof.path[1:]))),
            Verdict.ALTERED,
            "leads to",
        ),
        "head of another root": (
            change(sample, proof=with_proof(sample, head=proof.head.replace(b"\n4\n", b"\n5\n"))),
            Verdict.ALTERED,
            "is not what",
        ),
        "head of a thief": (
            change(sample, proof=with_proof(sample, head=other_head(4, proof.checkpoint.root, key("thief")))),
            Verdict.NOT_PROVEN,
            "No log key",
        ),
        "no cosignature": (change(sample, proof=strip_witness), Verdict.NOT_PROVEN, "quorum"),
        "policy of other keys": (change(sample, policy=b"quorum none\n"), Verdict.NOT_PROVEN, "No log key"),
        "no statement": (change(sample, statement=None), Verdict.NOT_PROVEN, "statement.cose"),
        "no opening": (change(sample, opening=None), Verdict.NOT_PROVEN, "opening.json"),
        "no proof": (change(sample, proof=None), Verdict.NOT_PROVEN, "proof.tlog-proof"),
        "no policy": (change(sample, policy=None), Verdict.NOT_PROVEN, "policy.tlog-policy"),
    }


def judge_alone(data, tmp_path, **given):
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    arguments = argparse.Namespace(bundle=str(path), file=None, policy=None, issuer_key=None)
    vars(arguments).update(given)
    try:
        wrong, _proved, _unchecked = alone.examine(arguments)
    except Exception:  # noqa: BLE001 - whatever cannot be read
        return "UNREADABLE"
    return min((verdict for verdict, _sentence in wrong), key=list(alone.EXITS).index, default="MATCH")


def test_every_attack_gets_its_verdict_and_reason_and_the_standalone_verifier_agrees(sample, tmp_path):
    assert judge_alone(sample.bundle, tmp_path) == "MATCH"
    for name, (data, verdict, reason) in attacks(sample).items():
        report = verify(data)
        assert report.verdict is verdict, (name, to_text(report))
        assert reason in to_text(report), (name, to_text(report))
        assert judge_alone(data, tmp_path) == verdict.value, name


def test_trusted_keys_that_differ_from_the_bundles_are_not_proven(sample, tmp_path):
    other = f"log {key(ORIGIN + '/2').verifier}\nquorum none\n".encode()
    assert verify(sample.bundle, policy=other).verdict is Verdict.NOT_PROVEN
    assert verify(sample.bundle, issuer_key=key("thief").verifier.public).verdict is Verdict.NOT_PROVEN
    (tmp_path / "p").write_bytes(other)
    assert judge_alone(sample.bundle, tmp_path, policy=str(tmp_path / "p")) == "NOT PROVEN"
    assert judge_alone(sample.bundle, tmp_path, issuer_key=str(key("thief").verifier)) == "NOT PROVEN"
    assert judge_alone(sample.bundle, tmp_path, issuer_key=str(PARTY_KEY.verifier)) == "MATCH"


def test_a_bundle_whose_parts_do_not_fit_is_not_built(sample):
    with pytest.raises(Contradiction):
        build_bundle(
            dataclasses.replace(sample.parts, opening=dataclasses.replace(sample.parts.opening, sm3=bytes(32)))
        )


HEADERS_ONLY = "harmless only in zip metadata: dates, versions, flags and attributes, which are no part of the evidence"


def data_ranges(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30 + len(info.filename.encode())
            yield info.filename, range(start, start + info.file_size)


def test_no_flipped_byte_gives_a_match_with_other_content(sample):
    """Every byte of the bundle, except that of the long verify.py only every 16th; one bit each, in rotation."""
    contents = dict(data_ranges(sample.bundle))
    skipped = {at for at in contents["verify.py"] if at % 16}
    evidence = {at for where in contents.values() for at in where}
    original = members(sample.bundle)
    harmless = 0
    for at in sorted(set(range(len(sample.bundle))) - skipped):
        changed = flip(sample.bundle, at, at % 8)
        try:
            report = verify(changed)
        except Malformed:
            continue
        if report.verdict is Verdict.MATCH:
            assert at not in evidence, at
            assert members(changed) == original, HEADERS_ONLY
            harmless += 1
        assert report.verdict is not Verdict.CONFLICT
    assert harmless < 50 * len(original), HEADERS_ONLY


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_flipped_bit_of_evidence_survives_even_with_its_checksum_made_right(sample, data):
    """Members without a label: what is flipped in the file's name, VERIFY.txt or verify.py is not evidence."""
    parts = members(sample.bundle)
    name = data.draw(st.sampled_from(["statement.cose", "opening.json", "proof.tlog-proof", "file/合同.txt"]))
    at, bit = data.draw(st.integers(0, len(parts[name]) - 1)), data.draw(st.integers(0, 7))
    label = parts["opening.json"].index(b'"name":"\xe5')
    if name == "opening.json" and label <= at < label + 22:
        return
    parts[name] = flip(parts[name], at, bit)
    try:
        assert verify(pack(parts), policy=sample.policy).verdict is not Verdict.MATCH
    except Malformed:
        pass


def hostile(sample):
    """Zips that must be refused as a whole, by what is wrong with them."""
    parts = members(sample.bundle)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("file/zeros", bytes(50_000_000))
    large = io.BytesIO()
    with zipfile.ZipFile(large, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("statement.cose", bytes(3_000_000))
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("opening.json", b"{}")
    lzma = pack(parts, zipfile.ZIP_LZMA)
    names = ["../evil", "/etc/x", "file/../x", "a/b", "file/", "c:x", "a\\b", "file/a/b", "x\x07"]
    return {
        "nothing": b"",
        "not a zip": b"%PDF-1.7 hello",
        "only the magic": b"PK\x03\x04",
        "cut in half": sample.bundle[: len(sample.bundle) // 2],
        "cut by one byte": sample.bundle[:-1],
        "bytes before it": b"x" + sample.bundle,
        "a zip before it": pack({"a": b"b"}) + sample.bundle,
        "a bomb": bomb.getvalue(),
        "a member too large": large.getvalue(),
        "a member twice": twice.getvalue(),
        "two names that differ in case": pack(parts | {"Opening.json": b"{}"}),
        "two files": pack(parts | {"file/b": b""}),
        "too many members": pack({f"{number}": b"" for number in range(300)}),
        "an unusual compression": lzma,
        **{f"the name {name!r}": pack(parts | {name: b""}) for name in names},
    }


def test_hostile_zips_are_refused_with_a_sentence(sample, tmp_path):
    for name, data in hostile(sample).items():
        with pytest.raises(Malformed) as refused:
            verify(data)
        assert str(refused.value), name
        assert judge_alone(data, tmp_path) == "UNREADABLE", name


@pytest.mark.parametrize("member", ["statement", "opening", "proof", "policy"])
@pytest.mark.parametrize("data", [b"", b"\xff" * 40, b"{}", b"\x00" * 70_000], ids=["empty", "ones", "braces", "long"])
def test_a_member_of_garbage_is_refused_with_a_sentence(sample, tmp_path, member, data):
    changed = change(sample, **{member: data})
    with pytest.raises(Malformed):
        verify(changed)
    assert judge_alone(changed, tmp_path) == "UNREADABLE"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_after_the_magic_make_the_reader_fail_in_an_unforeseen_way(data):
    with pytest.raises(Malformed):
        verify(b"PK\x03\x04" + data)


def test_members_of_later_versions_are_named_as_not_checked(sample):
    report = verify(pack(members(sample.bundle) | {"tsa.tsr": b"x", "capture/page.png": b"y"}))
    assert report.verdict is Verdict.MATCH
    assert "tsa.tsr: NOT CHECKED" in to_text(report)
    assert "capture/page.png: NOT CHECKED" in to_text(report)


def test_further_members_come_with_the_bundle_are_not_checked_and_take_no_known_members_place(sample):
    parts = dataclasses.replace(sample.parts, further={"report.pdf": b"%PDF", "ca.pem": b""})
    made = build_bundle(parts, CONTENT)
    assert list(members(made))[-3:] == ["report.pdf", "ca.pem", "file/合同.txt"]
    with Bundle.open(io.BytesIO(made)) as bundle:
        report = verify_bundle(bundle, Given())
        assert bundle.unchecked == ["report.pdf", "ca.pem"]
    assert report.verdict is Verdict.MATCH
    for name in ("proof.tlog-proof", "verify.py", "before.checkpoint"):
        with pytest.raises(Malformed, match="no further member"):
            build_bundle(dataclasses.replace(sample.parts, further={name: b""}), CONTENT)


def test_the_standalone_verifier_checks_chunk_roots_and_files_without_openssls_sm3(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(alone.hashlib, "algorithms_available", set())
    assert judge_alone(sample.bundle, tmp_path) == "MATCH"
    assert judge_alone(change(sample, file=flip), tmp_path) == "ALTERED"
    assert Path(alone.__file__).read_bytes() == verifier_source()


def test_an_older_head_that_proves_nothing_leaves_the_verdict_and_a_forged_one_does_not(sample):
    includes = change(sample, before=TlogProof.parse(sample.parts.proof).head)
    unsigned = change(sample, before=strip_witness(sample.parts.before))
    for data in (includes, unsigned, change(sample, before=None)):
        report = verify(data)
        assert (report.verdict, report.not_before) == (Verdict.MATCH, None)
    forged = change(sample, before=sample.parts.before.replace(b"\n3\n", b"\n2\n"))
    assert verify(forged).verdict is Verdict.ALTERED
