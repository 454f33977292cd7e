"""Texts about people."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words
from tongban.people.vocabulary import (
    Beside,
    DisputeState,
    GuardianGround,
    IdKind,
    MemberRight,
    PersonKind,
    ProofMethod,
    Role,
)
from tongban.people.wording import corrections, licences

ROLES = {
    Role.PARTY: _("party"),
    Role.HELPER: _("helper"),
    Role.CLERK: _("clerk"),
    Role.JUDGE: _("judge"),
    Role.PRESIDENT: _("court president"),
    Role.LIAISON: _("liaison officer"),
    Role.WITNESS: _("witness"),
    Role.MEDIATOR: _("mediator"),
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
    IdKind.FOREIGN_RESIDENCE: _("foreigner's permanent residence card"),
    IdKind.HK_MACAO_PERMIT: _("mainland travel permit for Hong Kong and Macao residents"),
    IdKind.TAIWAN_PERMIT: _("mainland travel permit for Taiwan residents"),
    IdKind.CREDIT_CODE: _("unified social credit code"),
}
PROOF_METHODS = {
    ProofMethod.COUNTER: _("seen in person at a court's counter"),
    ProofMethod.CASE_MATCH: _("name and number agree with the case, and the served join code is held"),
    ProofMethod.PEER: _("checked by another court"),
    ProofMethod.PLATFORM: _("name and number stated by an identity platform"),
    ProofMethod.FACE: _("identity paper and face compared by an outside service"),
    ProofMethod.CONSULATE: _("papers legalised by an embassy or consulate"),
    ProofMethod.NOTARY: _("papers notarised, with an apostille where made abroad"),
    ProofMethod.AGAIN: _("account opened once more"),
}
STAFF_SIGNED_OUT = _(
    "You were signed out: nobody had worked here for a while, or you had signed in long ago. "
    "Sign in, and you come back to your page."
)
SIGN_IN = {
    "username_password_mismatch": _("Login name and password do not fit together."),
    "too_many_login_attempts": _("Too many attempts failed. Wait a few minutes, or sign in with a passkey."),
    "account_inactive": _("This account is closed."),
    "incorrect_code": _("This is not right. A code counts once and only for a short time; take a fresh one."),
    "incorrect_password": _("This is not your password."),
    "enter_current_password": _("This is not your present password."),
    "cannot_generate_recovery_codes": _("Set up a passkey or a code generator first."),
    "rate_limited": _("Too many attempts. Wait a minute."),
}
"""What the sign-in library says, by its own names, in the house's words. Known and unknown logins get the same."""
BESIDE = {
    Beside.HELPER: _("helper"),
    Beside.GUARDIAN: _("guardian"),
    Beside.HEAD: _("head of the organisation"),
    Beside.MEMBER: _("member who acts for it"),
}
MEMBER_RIGHTS = {
    MemberRight.FILE: _("hand in papers: complaints, answers, evidence, applications"),
    MemberRight.SIGN: _("sign and decide: consents, settlements, appeals, records, agents"),
    MemberRight.PAY: _("pay fees and name the account for refunds"),
}
LABELS: dict[str, dict[str, object]] = {"right": {right.value: words for right, words in MEMBER_RIGHTS.items()}}
GUARDIAN_GROUNDS = {
    GuardianGround.PARENT: _("parent"),
    GuardianGround.GRANDPARENT: _("grandparent"),
    GuardianGround.SIBLING: _("elder brother or sister"),
    GuardianGround.OTHER: _("somebody else, with the consent of the residents' or villagers' committee"),
    GuardianGround.WILL: _("named in a parent's will"),
    GuardianGround.AGREED: _("agreed among those who may be guardian"),
    GuardianGround.APPOINTED: _("appointed by committee, civil affairs or court"),
}
DISPUTE_STATES = {
    DisputeState.OPEN: _("being reviewed"),
    DisputeState.UPHELD: _("it was not this person"),
    DisputeState.REJECTED: _("it was this person"),
}
REFUSALS = {
    "people.keys_just_changed": Words(
        _("The file of keys was changed a moment ago: something may still be written with an earlier key."),
        _("Run the command again ten minutes after the change."),
    ),
    **licences.REFUSALS,
    **corrections.REFUSALS,
    "people.emergency_role": Words(_("This function cannot be taken in an emergency."), _("Choose one from the list.")),
    "people.emergency_held": Words(_("You hold this function already."), _("Go on with your work.")),
    "people.emergency_hours": Words(
        _("A function is taken for 1 to %(limit)s hours."), _("Take it again when the time is over and need remains.")
    ),
    "people.no_such_emergency": Words(
        _("There is none like that to look over, or it is the president's to do."), _("Choose one from the list.")
    ),
    "people.help_too_long": Words(
        _("A helper is named for 1 to %(limit)s days."), _("Choose a shorter time; you can name the helper again.")
    ),
    "people.no_such_login": Words(
        _("No account has this login name."), _("Ask the person for it; who has no account gets one at a counter.")
    ),
    "people.no_such_appointment": Words(
        _("This person holds no such function at a court now."), _("Compare login name, court and function.")
    ),
    "people.beside_oneself": Words(_("Nobody stands beside himself."), _("Give the other person's login name.")),
    "people.beside_already": Words(
        _("This person acts beside the other already."), _("End that first if something is to change.")
    ),
    "people.no_such_companion": Words(
        _("Nobody acts beside you like that, or it is not for you to end."),
        _("Choose from the list; what stands by law is ended at a counter."),
    ),
    "people.member_right_missing": Words(
        _("You may not do this for the organisation; this right is missing: %(right)s."),
        _("Ask the head of the organisation to give it to you on the page “Who acts beside you”."),
    ),
    "people.no_such_right": Words(
        _("There is no such right: %(typed)s."), _("Choose from the list; who gets none may read.")
    ),
    "people.not_a_minor": Words(
        _("By the paper this person is no minor; an adult's representative shows a power of attorney."),
        _("Compare the date of birth with the paper."),
    ),
    "people.guardian_is_a_minor": Words(_("The guardian is a minor."), _("Compare both papers.")),
    "people.guardian_not_seen": Words(
        _("This person was never seen at a counter with the paper."),
        _("Look at the person's own paper first and note it on that person's page."),
    ),
    "people.minor_needs_guardian": Words(
        _("A minor acts by the guardian in court."),
        _("The guardian signs in and goes to the minor's side; a counter notes from the papers who the guardian is."),
    ),
    "people.ground_unknown": Words(
        _("It is not said why this person is the guardian."), _("Choose one from the list.")
    ),
    "people.ground_paper": Words(
        _("Who is not a parent shows why a parent cannot act, or who made him guardian."),
        _("Name the paper and its number: death certificate, consent of the committee, will, agreement or decision."),
    ),
    "people.paper_not_foreign": Words(
        _("This person has a paper of the mainland."), _("Compare it at the counter, in person.")
    ),
    "people.way_unknown": Words(_("It is not said how the papers were legalised."), _("Choose one from the list.")),
    "people.legalisation_missing": Words(
        _("Number and day of the legalisation are missing."), _("Copy them from the papers.")
    ),
    "people.nationality_form": Words(
        _("A nationality is three letters, as on the data page."), _("Copy them, for example KGZ, USA or CHN.")
    ),
    "people.latin_name": Words(
        _("The name in Latin letters is missing, or has other signs."),
        _("Copy it from the lower lines of the data page; the Chinese name stands in its own field."),
    ),
    "people.born_missing": Words(_("The day of birth is missing or lies in the future."), _("Copy it from the paper.")),
    "people.residence_number_wrong": Words(
        _("This is no number of a permanent residence card."),
        _("A new card has a 9 and 17 further signs, an older one three letters and twelve digits."),
    ),
    "people.head_needs_letter": Words(
        _("The register of organisations names somebody else as the legal representative."),
        _("Bring the organisation's letter that names the legal representative, and its licence, to a counter."),
    ),
    "people.head_at_counter": Words(
        _("This court cannot ask the register of organisations."),
        _("Bring licence, the letter that names the legal representative and your identity card to a counter."),
    ),
    "people.organisation_unknown": Words(
        _("The register knows no organisation with this code."),
        _("Compare all 18 signs with the licence; an organisation entered today is known tomorrow."),
    ),
    "people.organisation_dissolved": Words(
        _("This organisation is no longer registered, so it can be no party."),
        _("Name its shareholders, founders or liquidators instead."),
    ),
    "people.organisation_name": Words(
        _("Under this code the register has another name: %(registered)s."),
        _("Copy the name from the licence; after a change of name bring the notice of the change."),
    ),
    "people.head_is_no_person": Words(
        _("An organisation is headed by a natural person."), _("Give the login name of the person on the licence.")
    ),
    "people.account_frozen": Words(
        _("You said that an act in your name was not yours; until the court has decided, this account does nothing."),
        _("Wait for the court, or go to a counter: there you can act in person."),
    ),
    "people.session_held": Words(
        _("An act in your name is disputed; until the court has decided, a program sees nothing of your cases."),
        _("Sign in with a browser and show there that it is you, or go to a counter."),
    ),
    "people.no_such_act": Words(
        _("There is no such act in your name."), _("Choose one from the list of what was done in your name.")
    ),
    "people.disputed_before": Words(_("You disputed this act before."), _("Read on the same page what became of it.")),
    "people.no_such_dispute": Words(
        _("There is no such dispute, or not for you to see."), _("Choose one from the list.")
    ),
    "people.dispute_elsewhere": Words(
        _("The court that has the case reviews this act (%(peer)s)."), _("Wait for its answer; it is told at once.")
    ),
    "people.dispute_decided": Words(_("This dispute is decided."), _("Read the decision on the same page.")),
    "people.own_hand": Words(
        _("You had a hand in this act, or it is your own: somebody else decides."),
        _("Ask a colleague, or the president."),
    ),
    "people.words_missing": Words(_("Nothing is said yet."), _("Say in your own words what happened or why.")),
    "people.words_too_long": Words(
        _("This is longer than %(limit)s characters."), _("Say the main thing; papers can follow.")
    ),
    "people.needs_document": Words(
        _("For this the court must have compared your name and number with your identity paper."),
        _("Open “Your identity” in your account and choose a way, or bring the paper to the counter of any court."),
    ),
    "people.needs_live": Words(
        _("For this the court must have seen your face beside your identity paper."),
        _("Open “Your identity” in your account and choose a way, or bring the paper to the counter of any court."),
    ),
    "people.needs_counter": Words(
        _("For this a clerk must have seen you with your identity paper."), _("Go to the counter of any court.")
    ),
    "people.number_missing": Words(
        _("The court has no identity number of yours to compare with."),
        _("Bring your identity paper to the counter of any court."),
    ),
    "people.check_not_done": Words(
        _("The outside service has not finished yet."), _("Finish there, then come back to this page.")
    ),
    "people.check_again": Words(
        _("The law asks for a fresh look at who acts here, at most %(hours)s hours old."),
        _("Open “Your identity” in your account, confirm that it is you, and do it again; what you wrote is kept."),
    ),
    "people.provider_silent": Words(
        _("%(host)s does not answer as it should."),
        _("Try again in a few minutes, or sign in another way; the counter helps at once."),
    ),
    "people.token_rejected": Words(
        _("What came back from the other place does not prove who you are (%(claim)s)."),
        _("Start signing in once more. If it happens again, call the help line: the other place may be at fault."),
    ),
    "people.departure_unknown": Words(
        _("This answer belongs to no sign-in that began in this browser, or it was used already."),
        _("Start signing in once more from the sign-in page."),
    ),
    "people.provider_said_no": Words(
        _("The other place did not sign you in."), _("Try again there, or sign in here another way.")
    ),
    "people.again_another": Words(
        _("You showed yourself there as somebody else than whose account this is."),
        _("Sign out there, then start once more; or show your identity card at a counter."),
    ),
    "people.outside_unknown": Words(
        _("No account here is linked with your account at the other place."),
        _("Sign in here another way, then link the two on the page of your ways to sign in."),
    ),
    "people.known_sign_in": Words(
        _("The court knows this identity number already."),
        _("Sign in as usual and link the two on the page of your ways to sign in, or go to a counter with your paper."),
    ),
    "people.outside_taken": Words(
        _("One of the two is linked with another account already."),
        _("End the other link first. If it is not yours, go to a counter with your identity card."),
    ),
    "people.outside_of_another": Words(
        _("The other place states another identity number than the court knows of you."),
        _("Sign out there and sign in as yourself."),
    ),
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
    "people.permit_number_wrong": Words(
        _("This is no number of such a travel permit."),
        _("For Hong Kong and Macao it is H or M and eight digits, for Taiwan eight digits."),
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


def disputed_mark(state: str) -> str:
    """What stands behind an act in a timeline while its person disputes it, or after that was upheld; else nothing."""
    if state not in {DisputeState.OPEN, DisputeState.UPHELD}:
        return ""
    return f" [{_('disputed')}: {DISPUTE_STATES[DisputeState(state)]}]"
