"""Texts about personal data."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words
from tongban.privacy.vocabulary import Ends, Held, Why

PARTS = {
    Held.IDENTITY: _("Identity and contact data"),
    Held.ACCOUNT: _("Account and ways to sign in"),
    Held.DRAFTS: _("Drafts not handed in"),
    Held.QUESTIONS: _("Questions to a court and their answers"),
    Held.COMPLAINTS: _("Complaints about the work of a court and their answers"),
    Held.NEWS: _("News of your matters"),
    Held.CASE_FILE: _("Case files"),
    Held.PAYMENTS: _("Records of court fees"),
    Held.REGISTER: _("Register of acts"),
    Held.READS: _("Log of who read which file"),
    Held.SESSIONS: _("Sessions"),
    Held.LOOSE_FILES: _("Uploaded files that no record names any more"),
}
ENDS = {
    Ends.BY_ITSELF: _("erased by itself when the time is over"),
    Ends.ON_REQUEST: _("erased when you ask for it, unless a court file needs it"),
    Ends.BY_APPRAISAL: _("the archive decides at the end of the period"),
    Ends.NEVER: _("kept as proof"),
}
REASONS = {
    Why.UNDER_WAY: _("A matter of yours is under way: the court needs to know and to reach you until it is over."),
    Why.COURT_FILE: _("It belongs to a court file, which the law has the court keep. Nothing else is done with it."),
    Why.REGISTERED: _("The register cannot be changed. It names you by a number alone, which then belongs to nobody."),
}
REFUSALS = {
    "privacy.in_office": Words(
        _("You hold a function at a court: your account belongs to your office."),
        _("Ask the operator of the platform once your function has ended."),
    ),
    "privacy.dispute_open": Words(
        _("A court is looking into an act in your name: until it has decided, nothing is erased."),
        _("Wait for the decision; you find it on the page of what was done in your name."),
    ),
    "privacy.nothing_to_erase": Words(
        _("Nothing can be erased now: everything held about you is needed for a matter or belongs to a court file."),
        _("Read on this page why each part is kept. Ask again when your matter is over."),
    ),
}
