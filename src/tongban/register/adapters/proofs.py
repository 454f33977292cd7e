"""Proof bundles of seals: what goes into one, and the check that anybody makes with it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

import courtlog
from courtlog.bundle import PROOF, STAMP
from courtlog.log import load_key
from courtlog.signing import sign_receipt
from courtlog.stamp import read_roots, stamp_check
from tongban.register.adapters import reports
from tongban.register.adapters.entries import digests_of
from tongban.register.adapters.governing import policy_for
from tongban.register.adapters.ledger import DEPOSITOR, policy_of
from tongban.register.adapters.stamps import ROOTS, head_with, roots_of, stamp_on
from tongban.register.models import Seal


def head_for(seal: Seal, home: Path) -> bytes | None:
    """The head under which `seal` is proven; None for the first head that holds it.

    That of the report on it, for a report describes one head; else the first that was time-stamped: a later time, but
    one that stands by itself.
    """
    assert seal.position is not None  # noqa: S101 - callers ask for proven seals only
    if report := reports.find(home, seal.uid):
        return report.head
    return head_with(home, seal.position)


def bundle_of(seal: Seal, home: Path, *, name: str, content: BinaryIO | None) -> bytes:
    """The bundle with which anybody checks `seal` offline; carries the file when `content` is given."""
    reader = courtlog.LogReader(home / "ledger")
    assert seal.position is not None  # noqa: S101 - callers ask for proven seals only
    key = load_key(home / DEPOSITOR)
    opening = courtlog.Opening.of(
        name, digests_of(seal), courtlog.Salt(bytes(seal.salt)), (key.name, key.verifier.public)
    )
    under, before = head_for(seal, home), reader.head_before(seal.position)
    entry = reader.entry(seal.position)
    proof = reader.proof(seal.position, reader.check_head(under) if under else None)
    report, stamp, roots = reports.find(home, seal.uid), stamp_on(home, proof.head), roots_of(home)
    parts = courtlog.Parts(
        entry,
        opening,
        proof.encode(),
        policy_for(home, proof.head),
        before.note if before else None,
        sign_receipt(entry, proof, load_key(home / "ledger" / "keys" / "log.key")),
        stamp,
        {**({ROOTS.name: roots} if stamp and roots else {}), **(report.papers if report else {})},
    )
    target = io.BytesIO()
    courtlog.write_bundle(target, parts, content)
    return target.getvalue()


def check_bundle(bundle: courtlog.Bundle, file: BinaryIO | None, home: Path) -> courtlog.Report:
    """Verify a bundle; one of this court's own ledger under the court's policies and its roots of time stamps.

    Another ledger's is checked under the bundle's own policy, and its time stamp is not checked. A stamp by an
    authority that this court runs itself makes the time no more independent than this court's own witness does.
    """
    try:
        proof = courtlog.TlogProof.parse(bundle.need(PROOF))
    except courtlog.CourtlogError:
        return courtlog.verify_bundle(bundle, courtlog.Given(file))
    own, roots, origin = (
        policy_for(home, proof.head) if policy_of(home) else None,
        roots_of(home),
        proof.checkpoint.origin,
    )
    if own is None or all(log.name != origin for log in courtlog.Policy.parse(own).logs):
        return courtlog.verify_bundle(bundle, courtlog.Given(file))
    further = [stamp_check(read_roots(roots))] if roots and STAMP in bundle.members else []
    found = courtlog.verify_bundle(bundle, courtlog.Given(file, own, further=further))
    alone = found.head and all(one.name.startswith(f"{origin}/") for one in found.head.cosignatures)
    if found.stamp and alone and settings.TONGBAN.time_stamps.roots is None:
        found.add(
            "independence", courtlog.Outcome.CAVEAT, "That the time is independent: all who vouch are one keeper."
        )
    return found
