"""Words of tables, clocks and lists that pages make in Python."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.kernel.actor import IdentityLevel

FILING = _("Filing")
RECEIVED = _("Received")
PARTIES = _("Parties")
CLAIM = _("Claim")
DECIDE_BY = _("Decide by")
CORRECT_BY = _("The applicant corrects by")
THROUGH = _("Through")
DIRECT = _("handed in directly")
STATE = _("State")
CASE = _("Case")
NEXT = _("Next")
CLOCK = _("Clock")
ERRAND = _("Errand")
FROM_TO = _("From → to")
ANSWER_WITHIN = _("Answer within %(time)s")
HANDED_IN = _("Handed in")
FILINGS_CAPTION = _("Filings to decide (%(n)s)")
FILINGS_EMPTY = _("No filing waits for a decision.")
FILINGS_DONE_EMPTY = _("None yet.")
MORE_THAN = _("more than %(n)s")
TOGETHER = _("Register together")
TICK = _("Choose %(who)s")
DOUBTS = _("to be looked at: %(n)s")
NUMBER_OF_CASE = _("Case number")
NOT_REGISTERED = _("not registered")
WHY_NOT = _("Why not")
REGISTERED_OF = _("Registered: %(n)s of %(all)s")
NONE_TICKED = _("No filing was chosen.")
ERRANDS_OUT = _("Errands for other courts (%(n)s)")
ERRANDS_OUT_EMPTY = _("No errand is under way.")
ERRANDS_IN = _("Errands from other courts (%(n)s)")
ERRANDS_IN_EMPTY = _("No other court waits for an answer.")
ERRANDS_DONE = _("Answered (%(n)s)")
ERRANDS_DONE_EMPTY = _("None yet.")
CASES_MINE = _("Your cases, what is due first on top (%(n)s)")
CASES_COURT = _("Cases that you keep or have a task in (%(n)s)")
CASES_EMPTY = _("No case is open.")
CASES_NONE = _("There is no such case.")
CASES_SHOWN = {
    "open": pgettext_lazy("cases", "Open"),
    "rest": pgettext_lazy("cases", "At rest"),
    "all": pgettext_lazy("cases", "All"),
}
WORK_CAPTION = _("Work that keeps failing and needs a person (%(n)s)")
WORK_EMPTY = _("Nothing keeps failing.")
WORK = _("Work")
TRIED = _("Tried")
ERROR = _("What the machine says")
WAITS_FOR_PARTY = _("waits for the parties")
DOCUMENT = _("Document")
SEALED = pgettext_lazy("in the ledger", "Sealed")
NUMBER = _("No.")
WHEN = _("When")
WHAT = _("What happened")
WHO = _("Who")
BASIS = _("Basis")
POSITION = _("Ledger position")
REGISTER_CAPTION = _("Newest entries")
OFFICE = _("office")
THE_COURT = _("the court")
SEALING = _("being sealed")
NOT_YET = _("being made")
ACTS_FOR = _("%(name)s for %(party)s")
HELPED_BY = _("helped by %(name)s")
CLOCK_OWED = _("%(who)s: %(what)s")
LEVELS = {
    IdentityLevel.NONE: _("not proven"),
    IdentityLevel.ACCOUNT: _("account only"),
    IdentityLevel.DOCUMENT: _("identity paper compared with the file"),
    IdentityLevel.LIVE: _("seen live online"),
    IdentityLevel.COUNTER: _("seen at a counter with the paper"),
}
COUNTS = {
    "entries": _("Entries in the register"),
    "sealed": _("Deposits in the ledger"),
    "to_seal": _("Waiting to be sealed"),
    "ledger_size": _("Size of the ledger"),
    "due": _("Work in hand"),
}
MISMATCHES = {
    "statement": _("another statement is noted than the ledger holds"),
    "commitment": _("the noted digests do not give what the ledger holds"),
    "content": _("the content was changed after it was sealed"),
    "gone": _("the content is not there any more"),
    "unknown": _("the ledger holds an entry that nobody here made"),
    "missing": _("the ledger does not have an entry that is noted as sealed"),
    "waiting": _("it has waited too long for the ledger"),
    "forgotten": _("more salts are gone than the register says were erased"),
    "unstamped": _("the ledger's newest entries have waited too long for a time stamp"),
}
DONE = {
    "checked": _("Noted: identity and papers were checked."),
    "sent": _("Sent. The time for the competent court's answer runs."),
    "printed": _("Noted: printed and handed over."),
    "corrected": _("The applicant is asked for a correction, once and completely."),
    "refused": _("Refused by a ruling; the applicant is told of the appeal."),
    "emergency": _("You hold the function now; the president is told."),
    "representative": _("Noted: from now on this person acts by law for the other."),
    "proven": _("Noted: identity seen at the counter."),
    "registered": _("Registered."),
    "papers": _("Noted: the legalised papers were compared."),
    "licence": _("Noted: the licence was compared with the person and with the register."),
    "licences": _(
        "Taken in: %(rows)s licences, %(fresh)s of them new, %(changed)s changed, %(newer)s known as of a later day."
    ),
    "helping_over": _("You no longer help anybody."),
}
EMERGENCIES = _("Functions taken in an emergency, to look over (%(n)s)")
NO_EMERGENCIES = _("None waits.")
EMERGENCY_COLUMNS = (_("Person"), _("Function"), _("Until"))
SCANNER = {
    True: {"says": _("Looked through for malicious programs"), "kind": "done", "then": ""},
    False: {
        "says": _("The scanner for malicious programs does not answer"),
        "kind": "problem",
        "then": _("No file is taken in until it does. Call the operator."),
    },
    None: {
        "says": _("Not looked through for malicious programs"),
        "kind": "waiting",
        "then": _("No scanner is installed: open files of parties with care. The operator can install ClamAV."),
    },
}
"""How incoming files are looked through: by a scanner that answers, by one that is silent, by none."""
