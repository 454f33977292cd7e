"""COSE receipts: made under a head that the log has signed, checked by the package and by verify.py alone."""

import dataclasses
import io

import cbor2
import pytest
from ledger_samples import CONTENT, LOG_KEY, ORIGIN, create, key, statement
from test_ledger_standalone import agreed, changed, flip

from courtlog import Bundle, Given, Outcome, Policy, TlogProof, Verdict, build_bundle, verify_bundle
from courtlog.errors import Contradiction, CourtlogError, Malformed, Missing
from courtlog.receipt import check_receipt
from courtlog.signing import sign_receipt
from courtlog.statement import thumbprint

OTHER = key(ORIGIN + "/of-another")


def report(sample, **parts):
    data = build_bundle(dataclasses.replace(sample.parts, **parts), CONTENT)
    with Bundle.open(io.BytesIO(data)) as bundle:
        return verify_bundle(bundle, Given())


def test_a_receipt_has_the_labels_of_the_standard_and_a_detached_root(sample):
    message = cbor2.loads(sample.parts.receipt)
    protected, unprotected, payload, _ = message.value
    header = cbor2.loads(protected)
    proof = TlogProof.parse(sample.parts.proof)
    assert (message.tag, payload) == (18, None)
    assert (header[1], header[395], header[4]) == (-8, 1, thumbprint(LOG_KEY.verifier.public))
    assert header[15] == {1: ORIGIN, 2: "0198c2f0"}
    size, index, path = cbor2.loads(unprotected[396][-1][0])
    assert (size, index, tuple(path)) == (proof.checkpoint.size, proof.index, proof.path)


def test_the_receipt_of_a_bundle_is_proved_and_its_absence_takes_nothing_away(sample):
    found = {finding.code: finding.outcome for finding in report(sample).findings}
    assert found["receipt"] is Outcome.PROVED
    assert report(sample, receipt=None).verdict is Verdict.MATCH


def test_the_same_entry_and_head_give_the_same_receipt(sample):
    proof = TlogProof.parse(sample.parts.proof)
    assert sign_receipt(sample.parts.statement, proof, LOG_KEY) == sample.parts.receipt


def test_no_receipt_is_made_under_a_head_of_another_log_or_for_another_entry(sample):
    proof = TlogProof.parse(sample.parts.proof)
    with pytest.raises(Missing):
        sign_receipt(sample.parts.statement, proof, OTHER)
    with pytest.raises(Contradiction):
        sign_receipt(statement(77), proof, LOG_KEY)


def test_a_receipt_by_an_unknown_key_is_said_to_be_unchecked(sample):
    proof = TlogProof.parse(sample.parts.proof)
    with pytest.raises(Missing, match="NOT CHECKED"):
        check_receipt(sample.parts.receipt, proof, [OTHER.verifier])


def test_the_receipt_of_another_head_contradicts_the_proof(sample, tmp_path):
    with create(tmp_path / "log") as log:
        log.deposit([statement(number) for number in range(9)])
        foreign = sign_receipt(log.entry(3), log.proof(3), LOG_KEY)
    proof = TlogProof.parse(sample.parts.proof)
    with pytest.raises(Contradiction):
        check_receipt(foreign, proof, [LOG_KEY.verifier])
    (tmp_path / "b.zip").write_bytes(changed(sample.bundle, "receipt.cose", lambda _: foreign))
    assert agreed(tmp_path / "b.zip") == ("ALTERED", 2)


def test_every_flipped_bit_of_a_receipt_is_refused(sample):
    proof, logs = TlogProof.parse(sample.parts.proof), Policy.parse(sample.policy).logs
    for at in range(len(sample.parts.receipt)):
        for bit in range(8):
            with pytest.raises(CourtlogError):
                check_receipt(flip(sample.parts.receipt, at, bit), proof, logs)


@pytest.mark.parametrize("change", ["payload attached", "another algorithm", "another tree", "critical", "two proofs"])
def test_a_receipt_of_another_make_is_malformed_for_both_verifiers(sample, tmp_path, change):
    protected, unprotected, _, signature = cbor2.loads(sample.parts.receipt).value
    header, payload, proofs = dict(cbor2.loads(protected)), None, list(unprotected[396][-1])
    match change:
        case "payload attached":
            payload = TlogProof.parse(sample.parts.proof).checkpoint.root
        case "another algorithm":
            header[1] = -7
        case "another tree":
            header[395] = 2
        case "critical":
            header[2] = [395]
        case "two proofs":
            proofs *= 2
    body = [cbor2.dumps(header, canonical=True), {396: {-1: proofs}}, payload, signature]
    made = cbor2.dumps(cbor2.CBORTag(18, body), canonical=True)
    with pytest.raises(Malformed):
        check_receipt(made, TlogProof.parse(sample.parts.proof), [LOG_KEY.verifier])
    (tmp_path / "b.zip").write_bytes(changed(sample.bundle, "receipt.cose", lambda _: made))
    assert agreed(tmp_path / "b.zip") == ("", 66)
