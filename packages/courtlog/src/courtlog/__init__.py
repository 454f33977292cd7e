"""courtlog: a court ledger that anyone can check. See README.md for the formats and docs of each module for sources."""

from courtlog.bundle import Bundle
from courtlog.commitment import ChunkProof, Commitments, FileDigests, Salt, commit, measure
from courtlog.deposit import Cosigners, Deposited, Wait
from courtlog.errors import (
    Conflict,
    Contradiction,
    CourtlogError,
    LogError,
    Malformed,
    Missing,
    RolledBack,
    StoreDamaged,
    WriterBusy,
)
from courtlog.fsck import check_log
from courtlog.issue import Issued, issue, prove_chunk, sign_statement
from courtlog.log import Log
from courtlog.note import COSIGNATURE, ED25519, ML_DSA_44, VerifierKey
from courtlog.opening import Opening
from courtlog.pack import Parts, build_bundle, write_bundle
from courtlog.policy import Policy, TrustedHead
from courtlog.promise import Promise
from courtlog.reader import LogReader, SignedHead
from courtlog.report import to_json, to_text
from courtlog.signing import SignerKey
from courtlog.statement import Kind, SignedStatement, Statement
from courtlog.tlogproof import TlogProof
from courtlog.verification import Finding, Given, Outcome, Report, Verdict, verify_bundle

__all__ = [
    "COSIGNATURE", "ED25519", "ML_DSA_44", "Bundle", "ChunkProof", "Commitments", "Conflict", "Contradiction",
    "Cosigners", "CourtlogError", "Deposited", "FileDigests", "Finding", "Given", "Issued", "Kind", "Log", "LogError",
    "LogReader", "Malformed", "Missing", "Opening", "Outcome", "Parts", "Policy", "Promise", "Report", "RolledBack",
    "Salt", "SignedHead", "SignedStatement", "SignerKey", "Statement", "StoreDamaged", "TlogProof", "TrustedHead",
    "Verdict", "VerifierKey", "Wait", "WriterBusy", "build_bundle", "check_log", "commit", "issue", "measure",
    "prove_chunk", "sign_statement", "to_json", "to_text", "verify_bundle", "write_bundle",
]  # fmt: skip
