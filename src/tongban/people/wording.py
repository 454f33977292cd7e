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
    "people.no_account": Words(_("This person has no account yet."), _("Open one first, on this page.")),
    "people.staff_account": Words(
        _("This is the account of a member of a court's staff."), _("The operator renews it; call the operator.")
    ),
    "people.sign_in_first": Words(
        _("You are not signed in, so the court cannot know who acts."), _("Sign in, then do it again; nothing is lost.")
    ),
    "people.not_your_function": Words(
        _("You do not hold the function that this takes at this court."),
        _("Ask a colleague who holds it, or the president to appoint you."),
    ),
    "people.of_another_platform": Words(
        _("This person is known through another platform, which alone can speak for the person."),
        _("Ask that platform's court to send the data again."),
    ),
    "people.password_weak": Words(
        _("This password is too easy to guess."), _("Take at least ten signs, and no common word alone.")
    ),
    "people.login_taken": Words(
        _("This login name is taken."),
        _("Choose another one, or sign in if it is yours."),
    ),
    "people.no_such_person": Words(
        _("There is no such person, or not for you to see."), _("Look the person up at the counter.")
    ),
    "people.name_missing": Words(_("The name is missing."), _("Copy it from the identity paper, sign by sign.")),
    "people.paper_kind_unknown": Words(
        _("This kind of identity paper is not known here."), _("Choose one from the list.")
    ),
    "people.paper_of_another_kind": Words(
        _("This paper does not fit: people have identity cards and passports, organisations have a credit code."),
        _("Choose the kind of person or the kind of paper anew."),
    ),
    "people.id_number_form": Words(
        _("A resident identity number has 18 signs; this one has %(length)s, or signs that do not belong."),
        _("Compare it with the card: 17 digits and a digit or X."),
    ),
    "people.id_number_birth": Words(
        _("Digits 7 to 14 (%(birth)s) are no date of birth."), _("Compare these eight digits with the card.")
    ),
    "people.id_number_check": Words(
        _("The number has a slip: its check digit does not fit."),
        _("Compare all 18 signs with the card. If they agree, the card may be forged: ask a colleague to look at it."),
    ),
    "people.passport_number_wrong": Words(
        _("This is no passport number."), _("Copy the letters and digits from the data page, without blanks.")
    ),
    "people.credit_code_wrong": Words(
        _("This is no unified social credit code: it has 18 signs, and its check sign must fit."),
        _("Compare it with the licence; I, O, S, V and Z never occur."),
    ),
    "people.known_already": Words(
        _("This number is registered here already, for %(name)s."),
        _("Open that person; nobody is registered twice. If the name differs, compare the paper once more."),
    ),
    "people.has_account": Words(
        _("This person has an account already: %(login)s."),
        _("Let the person sign in with it. A forgotten password is replaced by the operator."),
    ),
    "people.login_malformed": Words(
        _("This cannot be a login name."),
        _("Take 4 to 64 letters and digits, for example the telephone number."),
    ),
    "people.not_oneself": Words(
        _("Nobody helps himself as a clerk."), _("Sign in to the portal with your own account for your own affairs.")
    ),
}
