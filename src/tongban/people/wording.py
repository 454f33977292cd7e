"""Texts about people."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words
from tongban.people.vocabulary import IdKind, PersonKind, ProofMethod, Role

ROLES = {
    Role.PARTY: _("party"),
    Role.HELPER: _("helper"),
    Role.CLERK: _("clerk"),
    Role.JUDGE: _("judge"),
    Role.PRESIDENT: _("court president"),
    Role.LIAISON: _("liaison officer"),
    Role.PUBLIC: _("member of the public"),
}
PERSON_KINDS = {
    PersonKind.NATURAL: _("person"),
    PersonKind.LEGAL: _("company or institution"),
    PersonKind.OTHER: _("other organisation"),
}
ID_KINDS = {
    IdKind.RESIDENT: _("resident identity card"),
    IdKind.PASSPORT: _("passport"),
    IdKind.CREDIT_CODE: _("unified social credit code"),
}
PROOF_METHODS = {
    ProofMethod.COUNTER: _("seen in person at a court's counter"),
    ProofMethod.CASE_MATCH: _("name and number agree with the case, and the served join code is held"),
    ProofMethod.PEER: _("checked by another court"),
}
REFUSALS = {
    "people.sign_in_first": Words(
        _("You are not signed in, so the court cannot know who acts."), _("Sign in, then do it again; nothing is lost.")
    ),
    "people.not_your_function": Words(
        _("You do not hold the function that this takes at this court."),
        _("Ask a colleague who holds it, or the president to appoint you."),
    ),
    "people.login_taken": Words(
        _("This login name is taken."),
        _("Choose another one, or sign in if it is yours."),
    ),
}
