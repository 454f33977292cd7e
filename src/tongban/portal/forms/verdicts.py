"""What the check of a bundle found, in plain words: one text for each code and outcome of courtlog's verification.

`{about}` stands for the thing that a finding is about. The page's script fills in the same texts.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

import courtlog

VERDICTS = {
    "MATCH": pgettext_lazy("verdict", "Unaltered"),
    "ALTERED": pgettext_lazy("verdict", "Altered"),
    "NOT PROVEN": pgettext_lazy("verdict", "Not proven"),
    "CONFLICT": pgettext_lazy("verdict", "Two histories"),
    "": pgettext_lazy("verdict", "Not a proof bundle"),
}
MEANINGS = {
    "MATCH": _("Every digest and every signature fits. The file is, byte for byte, the one that was deposited."),
    "ALTERED": _(
        "Something differs from what was deposited and signed. Below is what. A court will not take the file "
        "for the deposited one unless other evidence shows it."
    ),
    "NOT PROVEN": _("Nothing contradicts, but something is missing that the proof needs. Below is what."),
    "CONFLICT": _("The ledger signed two different histories. Keep both: they are evidence against its keeper."),
    "": _("This file is no proof bundle, or it is damaged so badly that it cannot be read."),
}
FINDINGS = {
    "issuer.proved": _("The statement of deposit carries the right signature of {about}."),
    "issuer.altered": _("The statement of deposit is not what {about} signed."),
    "issuer.missing": _("The statement of deposit names another key than the one that came with it."),
    "opening.proved": _("The description of the file belongs to that statement."),
    "opening.altered": _("The description of the file does not belong to the statement of deposit."),
    "file.proved": _("The file {about} has the size and the digests (SHA-256 and SM3) that were deposited."),
    "file.altered": _("The file {about} is not the one that was deposited: at least one byte differs."),
    "file.missing": _("There is no file to compare: the bundle carries none. Give the file beside it."),
    "inclusion.proved": _("The statement is entry {about} of the ledger."),
    "inclusion.altered": _("The statement is not what stands as entry {about} in the ledger."),
    "inclusion.missing": _("The path to entry {about} does not fit the ledger's signed head."),
    "head.proved": _("The head of the ledger {about} is signed, and as many witnesses as needed confirm it."),
    "head.altered": _("The signature of {about} under the ledger's head is wrong."),
    "head.missing": _("Trusted signatures under the ledger's head are missing."),
    "before.proved": _("An older signed head shows the ledger without this entry."),
    "before.altered": _("The older head in the bundle was changed: the signature of {about} is wrong."),
    "before.caveat": _("How early the file can have been deposited."),
    "receipt.proved": _("The ledger's own receipt (COSE) says the same."),
    "receipt.altered": _("The receipt in the bundle is not the ledger's for this entry."),
    "receipt.caveat": _("The receipt in the bundle: it is by a key that is none of the ledger's."),
    "stamp.proved": _("The time stamp is for this head of the ledger, by an authority that this court trusts."),
    "stamp.altered": _("The time stamp in the bundle was given for something else."),
    "stamp.missing": _("The time stamp cannot be trusted under the roots that this court knows."),
    "stamp.caveat": _("The time stamp in the bundle: it was not checked here."),
    "cosignature.caveat": _("A post-quantum cosignature: it was not checked here, and does not count."),
    "member.missing": _("The bundle lacks a part that the proof needs. {about}"),
    "member.caveat": _("Anything about the further part {about} of the bundle."),
    "content.caveat": _("Whether what the file says was true when it was deposited."),
    "name.caveat": _("The file's name: it is only a label."),
    "policy.caveat": _("Whose keys these are: they came with the bundle, and no court here vouches for them."),
    "issuer-key.caveat": _("Who is behind the depositor's key."),
    "time.caveat": _("Since when: no witness has put a time on the ledger's head."),
    "independence.caveat": _("That the time is independent: the keeper of the ledger is also its only witness here."),
}
SINCE = _("Unaltered since {since}, deposited not before {earliest}.")
SINCE_ALONE = _("Unaltered since {since}.")
FACTS = {
    "name": pgettext_lazy("court ledger", "File"),
    "index": _("Entry"),
    "origin": pgettext_lazy("court ledger", "Ledger"),
    "witnesses": pgettext_lazy("court ledger", "Witnesses"),
    "issuer": _("Deposited by"),
}


def told(report: courtlog.Report, unchecked: list[str]) -> list[tuple[str, str]]:
    """Each finding as its outcome and its text; `unchecked` are the parts that `member.caveat` findings are about."""
    abouts = {
        "issuer": report.signed.statement.issuer if report.signed else "",
        "file": report.opening.name if report.opening else "",
        "inclusion": str(report.proof.index) if report.proof else "",
        "head": report.head.checkpoint.origin if report.head else "",
    }
    parts = iter(unchecked)
    lines = []
    for finding in report.findings:
        key = f"{finding.code}.{finding.outcome.value}"
        about = next(parts, "") if key == "member.caveat" else abouts.get(finding.code, "")
        lines.append((finding.outcome.value, str(FINDINGS.get(key, finding.text)).replace("{about}", about)))
    return lines


LONGEST_POSITION = 19
"""Digits that the number of an entry can have."""
HEADS = _("The newest heads of the ledger")
HEAD_SIZE = _("Entries in all")
HEAD_ADDED = _("New")
HEAD_SINCE = _("Confirmed")
HEAD_ROOT = _("Root")
NO_TIME = _("not yet")
KINDS = {
    "evidence": _("evidence"),
    "agreement": _("agreement"),
    "e-file-version": _("version of a paper"),
    "service-receipt": _("certificate of service"),
    "enforcement-act": _("act of enforcement"),
    "register-batch": _("entry of the register of acts"),
    "key-or-policy": _("change of a key or of the policy"),
    "foreign-checkpoint": _("head of another court's ledger"),
    "correction": _("correction"),
}
