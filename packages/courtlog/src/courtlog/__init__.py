"""courtlog: a court ledger that anyone can check. See README.md for the formats and docs of each module for sources."""

from courtlog.bundle import Bundle
from courtlog.commitment import Commitments, FileDigests, Salt, commit, measure
from courtlog.deposit import Deposited, Promise, Wait
from courtlog.errors import Conflict, Contradiction, CourtlogError, LogError, Malformed, Missing, RolledBack, WriterBusy
from courtlog.fsck import check_log
from courtlog.issue import issue, sign_statement
from courtlog.log import Log
from courtlog.note import COSIGNATURE, ML_DSA_44, VerifierKey
from courtlog.opening import Opening
from courtlog.pack import Parts, build_bundle, write_bundle
from courtlog.policy import Policy
from courtlog.reader import LogReader, SignedHead
from courtlog.report import to_json, to_text
from courtlog.signing import SignerKey
from courtlog.statement import Kind, SignedStatement, Statement
from courtlog.tlogproof import TlogProof
from courtlog.verification import Given, Outcome, Report, Verdict, verify_bundle

__all__ = [
    "COSIGNATURE", "ML_DSA_44", "Bundle", "Commitments", "Conflict", "Contradiction", "CourtlogError", "Deposited",
    "FileDigests", "Given", "Kind", "Log", "LogError", "LogReader", "Malformed", "Missing", "Opening", "Outcome",
    "Parts", "Policy", "Promise", "Report", "RolledBack", "Salt", "SignedHead", "SignedStatement", "SignerKey",
    "Statement", "TlogProof", "Verdict", "VerifierKey", "Wait", "WriterBusy", "build_bundle", "check_log", "commit",
    "issue", "measure", "sign_statement", "to_json", "to_text", "verify_bundle", "write_bundle",
]  # fmt: skip
