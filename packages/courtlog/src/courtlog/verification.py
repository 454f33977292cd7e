"""The verification of a bundle, as a numbered protocol. Follow it beside the design document.

A verdict is the gravest of its findings: CONFLICT, then ALTERED (something contradicts a hash or a signature), then
NOT PROVEN (nothing contradicts, but something needed is absent), then MATCH.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import IO, TypeVar

from courtlog.bundle import BEFORE, OPENING, POLICY, PROOF, RECEIPT, STAMP, STATEMENT, Bundle
from courtlog.checkpoint import Checkpoint
from courtlog.errors import Conflict, Contradiction, CourtlogError, Malformed, Missing
from courtlog.note import Note
from courtlog.opening import Opening
from courtlog.policy import Policy, TrustedHead
from courtlog.receipt import check_receipt
from courtlog.statement import SignedStatement, thumbprint
from courtlog.tlogproof import TlogProof

T = TypeVar("T")


class Verdict(Enum):
    """The four verdicts; the value is the word that is printed."""

    MATCH = "MATCH"
    ALTERED = "ALTERED"
    NOT_PROVEN = "NOT PROVEN"
    CONFLICT = "CONFLICT"


class Outcome(Enum):
    """What one step found. `CAVEAT` leaves the verdict as it is but bounds what it means."""

    PROVED = "proved"
    ALTERED = "altered"
    MISSING = "missing"
    CONFLICT = "conflict"
    CAVEAT = "caveat"


@dataclass(frozen=True, slots=True)
class Finding:
    """One step's result: a stable `code` for programs and translations, and a sentence for people."""

    code: str
    outcome: Outcome
    text: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A checked time stamp on the head: at `time` (POSIX seconds) at the latest, `authority` had seen it."""

    time: int
    authority: str


@dataclass(slots=True)
class Report:
    """All that one verification found. Times are POSIX seconds; `since` and `not_before` None when not proved."""

    findings: list[Finding] = field(default_factory=list)
    signed: SignedStatement | None = None
    opening: Opening | None = None
    proof: TlogProof | None = None
    head: TrustedHead | None = None
    not_before: int | None = None
    stamp: "Stamp | None" = None

    @property
    def verdict(self) -> Verdict:
        """The gravest finding decides."""
        outcomes = {finding.outcome for finding in self.findings}
        if Outcome.CONFLICT in outcomes:
            return Verdict.CONFLICT
        if Outcome.ALTERED in outcomes:
            return Verdict.ALTERED
        return Verdict.NOT_PROVEN if Outcome.MISSING in outcomes or not outcomes else Verdict.MATCH

    @property
    def since(self) -> int | None:
        """Time of the quorum head that includes the entry; without witnesses, the time of the stamp on that head."""
        if self.head and self.head.since:
            return self.head.since.time
        return self.stamp.time if self.stamp else None

    def proved(self, code: str) -> bool:
        """Tell whether a step was proved."""
        return any(one.code == code and one.outcome is Outcome.PROVED for one in self.findings)

    def add(self, code: str, outcome: Outcome, text: str) -> None:
        """Note one finding."""
        self.findings.append(Finding(code, outcome, text))


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who verifies brings: the file, trusted policy and issuer key, heads seen elsewhere, checks."""

    file: IO[bytes] | None = None
    policy: bytes | None = None
    issuer_key: bytes | None = None
    heads: Sequence[bytes] = ()
    further: Sequence["Check"] = ()


Check = Callable[[Report, Bundle], None]
"""A check that the caller adds because it needs more than this package's core; it notes its findings itself."""


def verify_bundle(bundle: Bundle, given: Given) -> Report:
    """Verify a bundle. Raises `Malformed` only when a member or a given input cannot be read at all.

    1. The statement is what its issuer signed.      5. The policy accepts the head: log, witnesses, quorum.
    2. The opening belongs to the statement.         6. No head that was given contradicts it.
    3. The file is the one that was opened.          7. The time is bounded from below, if the bundle can.
    4. The statement is in the log under the head.   8. The COSE receipt, if any, says the same as 4 and 5.
    9. What the caller wants checked besides (time stamps). The caller decides whom to trust: policy, issuer's key.
    """
    report = Report()
    # 0. Read every member before judging any, so that a bundle is either readable or not.
    policy = _read(report, Policy.parse, lambda: given.policy if given.policy is not None else bundle.need(POLICY))
    signed = report.signed = _read(report, SignedStatement.parse, lambda: bundle.need(STATEMENT))
    opening = report.opening = _read(report, Opening.parse, lambda: bundle.need(OPENING))
    proof = report.proof = _read(report, TlogProof.parse, lambda: bundle.need(PROOF))
    if signed and opening:
        _check_issuer(report, signed, given.issuer_key or opening.issuer_key)  # 1
        with step(report, "opening", "The salt and digests in opening.json belong to the signed statement."):
            opening.check_statement(signed.statement)  # 2
        _check_file(report, bundle, given, opening, signed)  # 3
    if signed and proof:
        with step(report, "inclusion", f"The statement is entry {proof.index} under the head in the proof."):
            proof.verify(bundle.need(STATEMENT))  # 4
    if proof and policy:
        with step(report, "head", "The head is signed by a log that the policy trusts, and its quorum is reached."):
            report.head = policy.check(proof.head)  # 5
    if policy:
        _compare_heads(report, policy, given.heads)  # 6
        _bound_below(report, policy, bundle)  # 7
        _check_receipt(report, policy, bundle)  # 8
    for check in given.further:
        check(report, bundle)  # 9
    _caveats(report, bundle, given)
    return report


def _read(report: Report, parse: Callable[[bytes], T], get: Callable[[], bytes]) -> T | None:
    try:
        return parse(get())
    except Missing as error:
        report.add("member", Outcome.MISSING, str(error))
        return None


@contextmanager
def step(report: Report, code: str, proved: str) -> Iterator[None]:
    """Turn the end of a step into a finding; for the steps of this file, and for checks that the caller adds."""
    try:
        yield
    except Conflict as error:
        report.add(code, Outcome.CONFLICT, str(error))
    except Contradiction as error:
        report.add(code, Outcome.ALTERED, str(error))
    except CourtlogError as error:
        report.add(code, Outcome.MISSING, str(error))
    else:
        report.add(code, Outcome.PROVED, proved)


def _check_issuer(report: Report, signed: SignedStatement, key: bytes) -> None:
    with step(report, "issuer", f"The statement is what the key of {signed.statement.issuer} signed."):
        if thumbprint(key) != signed.key_id:
            raise Missing("The statement names another issuer's key than the one it was to be checked with.")
        signed.verify(key)


def _check_file(report: Report, bundle: Bundle, given: Given, opening: Opening, signed: SignedStatement) -> None:
    if given.file is None and bundle.file_name is None:
        text = "No file was given and the bundle carries none: only the statement about a file was checked."
        report.add("file", Outcome.MISSING, text)
        return
    if bundle.file_name is not None:
        with step(report, "file", "The file in the bundle has the size and digests that were deposited."):
            try:
                with bundle.open_file() as file:
                    opening.check_file(file, signed.statement)
            except Malformed as error:
                raise Contradiction(f"The file in the bundle is not whole: {error}") from error
    if given.file is not None:
        with step(report, "file", "The file that you gave has the size and digests that were deposited."):
            opening.check_file(given.file, signed.statement)


def _compare_heads(report: Report, policy: Policy, heads: Sequence[bytes]) -> None:
    """Compare the bundle's head and the given ones, each with each: at one size a log has only one root."""
    known: list[tuple[str, Checkpoint]] = [("the bundle's head", report.head.checkpoint)] if report.head else []
    for number, data in enumerate(heads, 1):
        what = f"head {number} that you gave"
        claimed = Checkpoint.parse(Note.parse(data).text)
        try:
            Policy(logs=policy.logs, quorum="none").check(data)
        except CourtlogError as error:
            # A forged head says nothing about the file, but the comparison that was asked for did not take place.
            report.add("conflict", Outcome.MISSING, f"A valid signature on {what}: {error}")
            continue
        for name, other in known:
            _compare(report, (name, other), (what, claimed))
        known.append((what, claimed))


def _compare(report: Report, one: tuple[str, Checkpoint], other: tuple[str, Checkpoint]) -> None:
    (name, head), (what, given) = one, other
    if (head.origin, head.size) != (given.origin, given.size):
        both = f"{name} ({head.origin}, {head.size} entries) and {what} ({given.origin}, {given.size} entries)"
        text = f"That {both} agree: only heads of one log and size can be compared without the log."
        report.add("conflict", Outcome.CAVEAT, text)
        return
    with step(report, "conflict", f"The log signed {name} and {what} with the same root."):
        if head.root != given.root:
            raise Conflict(
                f"The log {head.origin} signed two different heads of size {head.size}: {name} has root "
                f"{head.root.hex()}, {what} {given.root.hex()}. Keep both: they are evidence against its operator."
            )


def _bound_below(report: Report, policy: Policy, bundle: Bundle) -> None:
    """Take the time of an older head that is too small to include the entry; without one there is no lower bound."""
    if BEFORE not in bundle.members or not report.proof or not report.head:
        return
    try:
        older = policy.check(bundle.members[BEFORE])
    except Missing as error:  # a lower bound is a gift: without it the file is as unaltered as before
        report.add("before", Outcome.CAVEAT, f"How early it can have been deposited: {error}")
        return
    except Contradiction as error:
        report.add("before", Outcome.ALTERED, f"The older head in the bundle was changed: {error}")
        return
    if older.checkpoint.origin != report.head.checkpoint.origin or older.checkpoint.size > report.proof.index:
        text = "How early it can have been deposited: the older head is of another log, or includes the entry."
        report.add("before", Outcome.CAVEAT, text)
        return
    report.add("before", Outcome.PROVED, "An older head shows the log without this entry.")
    # The last of the signers to sign saw no larger log: that is the strongest bound these cosignatures give.
    report.not_before = max((one.time for one in older.cosignatures), default=None)


def _check_receipt(report: Report, policy: Policy, bundle: Bundle) -> None:
    """Check the receipt against the proof that it repeats; where it says nothing of its own, it takes nothing away."""
    if RECEIPT not in bundle.members or not report.proof or not report.head or not report.proved("inclusion"):
        return
    logs = [key for key in policy.logs if key.name == report.head.checkpoint.origin]
    try:
        check_receipt(bundle.members[RECEIPT], report.proof, logs)
    except Missing as error:
        report.add("receipt", Outcome.CAVEAT, str(error))
    except Contradiction as error:
        report.add("receipt", Outcome.ALTERED, str(error))
    else:
        report.add("receipt", Outcome.PROVED, "The COSE receipt is the log's own, for the same entry and head.")


def _caveats(report: Report, bundle: Bundle, given: Given) -> None:
    def caveat(code: str, text: str) -> None:
        report.add(code, Outcome.CAVEAT, text)

    caveat("content", "Whether the content was true when it was deposited.")
    caveat("name", "The file's name: it is a label that no signature covers.")
    if given.policy is None:
        caveat("policy", "Whose keys these are: the policy came with the bundle, and so proves nothing about the keys.")
    if given.issuer_key is None:
        caveat("issuer-key", "Who holds the issuer's key: it came with the bundle. Give --issuer-key to settle that.")
    head = report.head
    own = head.checkpoint.origin + "/" if head else ""
    if head and report.since is None:
        caveat("time", "Since when: no witness has put a time on the head. The issuer's own time is only its word.")
    elif head and not report.stamp and all(one.name.startswith(own) for one in head.cosignatures):
        caveat("independence", "That the time is independent: the operator of the log holds the witness's key itself.")
    for text in head.unchecked if head else ():
        caveat("cosignature", text)
    if STAMP in bundle.members and not any(finding.code == "stamp" for finding in report.findings):
        caveat("stamp", f"The time stamp in {STAMP}: NOT CHECKED. Give --tsa-ca to settle that.")
    for name in bundle.unchecked:
        caveat("member", f"Anything about {name}: NOT CHECKED by this version.")
