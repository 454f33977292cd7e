"""Wording of a verification report, for people and for programs."""

import json
from datetime import UTC, datetime

from courtlog.verification import Outcome, Report, Verdict

EXIT = {Verdict.MATCH: 0, Verdict.ALTERED: 2, Verdict.NOT_PROVEN: 3, Verdict.CONFLICT: 4}
"""Exit status of the command for each verdict."""

_HEADINGS = (
    (Outcome.CONFLICT, "Two signed heads disagree:"),
    (Outcome.ALTERED, "Altered:"),
    (Outcome.MISSING, "Missing for a proof:"),
    (Outcome.PROVED, "Proved:"),
    (Outcome.CAVEAT, "Not proved:"),
)
_MEANINGS = {
    Verdict.ALTERED: "Something was changed after it was signed. What is presented is not what was deposited.",
    Verdict.NOT_PROVEN: "Nothing was found altered, but something that a proof needs is missing.",
    Verdict.CONFLICT: "The ledger contradicts itself under its own signature: do not rely on it, keep all files.",
}


def moment(time: int) -> str:
    """Write POSIX seconds as a UTC time; times beyond the calendar as seconds."""
    try:
        return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    except (ValueError, OverflowError, OSError):
        return f"second {time} of the POSIX clock"


def to_text(report: Report) -> str:
    """Write the report; its first line begins with the verdict's word."""
    lines = [report.verdict.value, _meaning(report), ""]
    for outcome, heading in _HEADINGS:
        texts = [finding.text for finding in report.findings if finding.outcome is outcome]
        if outcome is Outcome.PROVED:
            texts += _times(report)
        if texts:
            lines += [heading, *(f"  - {text}" for text in texts), ""]
    return printable("\n".join(lines))


def printable(text: str) -> str:
    """Replace what could steer a terminal or mislead the eye: names in a bundle are a stranger's words."""
    return "".join(c if c in "\n\t" or c.isprintable() else "\ufffd" for c in text)


def to_json(report: Report) -> str:
    """Write the report as one JSON object, keys sorted."""
    signed, head = report.signed, report.head
    fields = {
        "verdict": report.verdict.value,
        "findings": [{"code": f.code, "outcome": f.outcome.value, "text": f.text} for f in report.findings],
        "since": report.since,
        "not_before": report.not_before,
        "stamp": {"time": report.stamp.time, "authority": report.stamp.authority} if report.stamp else None,
        "stated": signed.statement.at if signed else None,
        "type": signed.statement.kind.value if signed else None,
        "issuer": signed.statement.issuer if signed else None,
        "subject": signed.statement.subject if signed else None,
        "index": report.proof.index if report.proof else None,
        "origin": head.checkpoint.origin if head else None,
        "size": head.checkpoint.size if head else None,
        "witnesses": [{"name": one.name, "time": one.time} for one in head.cosignatures] if head else [],
    }
    return printable(json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True))


def _meaning(report: Report) -> str:
    if report.verdict is not Verdict.MATCH:
        return _MEANINGS[report.verdict]
    if report.since is None:
        return "The file is unaltered since it was put on the ledger; when that was is not proved."
    return f"The file is unaltered since {moment(report.since)}."


def _times(report: Report) -> list[str]:
    """Say since when and by whom, each with the weight it has."""
    lines = []
    if report.head and report.head.since and report.proved("inclusion"):
        by = ", ".join(one.name for one in report.head.cosignatures)
        when = moment(report.head.since.time)
        lines.append(f"On the ledger {report.head.checkpoint.origin} by {when}, as {by} cosigned.")
    if report.stamp:
        when = moment(report.stamp.time)
        lines.append(f"The head existed by {when}, says the time stamp of {report.stamp.authority}.")
    if report.not_before is not None:
        lines.append(f"Not yet on the ledger at {moment(report.not_before)}.")
    if report.signed and report.proved("issuer"):
        statement = report.signed.statement
        what = f"{statement.kind.value}, subject {statement.subject}"
        lines.append(f"{statement.issuer} states: {what}, made at {moment(statement.at)} (its own word).")
    return lines
