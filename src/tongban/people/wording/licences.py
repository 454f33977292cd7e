"""Texts about licences of lawyers and legal workers, and letters of firms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.people.vocabulary.licences import Assessment, LicenceKind, LicenceStatus

LICENCE_KINDS = {
    LicenceKind.LAWYER: _("lawyer"),
    LicenceKind.LEGAL_WORKER: _("legal worker of a township or community"),
}
LICENCE_STATUSES = {
    LicenceStatus.IN_FORCE: pgettext_lazy("licence", "in force"),
    LicenceStatus.SUSPENDED: pgettext_lazy("licence", "suspended"),
    LicenceStatus.REVOKED: pgettext_lazy("licence", "revoked"),
    LicenceStatus.CANCELLED: pgettext_lazy("licence", "cancelled"),
}
ASSESSMENTS = {
    Assessment.NONE: pgettext_lazy("annual check", "none yet"),
    Assessment.COMPETENT: pgettext_lazy("annual check", "competent"),
    Assessment.BASIC: pgettext_lazy("annual check", "competent in the main"),
    Assessment.FAILED: pgettext_lazy("annual check", "not competent"),
}
_ASK_JUSTICE = _("Ask the judicial administration that issued the licence; come back when its register says otherwise.")
_MEND_FILE = _("Have the line mended where the list was made, then take the whole list in again.")
REFUSALS = {
    "people.worker_number_form": Words(
        _("A legal worker's licence number has %(few)s to %(most)s digits."), _("Compare it with the licence.")
    ),
    "people.licence_number_form": Words(
        _("A lawyer's licence number has %(length)s digits."),
        _("Compare it with the licence; older licences of twelve digits were exchanged."),
    ),
    "people.licence_number_part": Words(
        _("Digits %(first)s to %(last)s of this licence number (%(typed)s) cannot be right."),
        _("Compare these digits with the licence."),
    ),
    "people.licence_unknown": Words(
        _("The register of licences does not know this number."),
        _("Compare it with the licence. If it is right, ask the judicial administration to look into its register."),
    ),
    "people.licence_of_another": Words(
        _("This licence stands in somebody else's name."),
        _("Give your own licence. After a change of name, have the register changed first."),
    ),
    "people.licence_at_counter": Words(
        _("The register keeps the holder's identity number back, so name and number cannot be compared here."),
        _("Show licence and identity card at the counter of any court."),
    ),
    "people.licence_of_a_person": Words(
        _("A licence belongs to a natural person."), _("Open the lawyer's own page, then enter the licence there.")
    ),
    "people.licence_taken": Words(
        _("Another account holds this licence."), _("If it is yours, go to a counter with licence and identity card.")
    ),
    "people.licence_held": Words(_("You have proved this licence before."), _("Nothing more is needed.")),
    "people.licence_not_proven": Words(
        _("This person has not proved such a licence to the court."),
        _("Open “Licence and letters” in the account and enter the number, or show the licence at a counter."),
    ),
    "people.licence_ended": Words(
        _("The licence of %(name)s has been revoked or cancelled."),
        _("The party chooses another agent; whoever thinks this wrong asks the judicial administration."),
    ),
    "people.licence_suspended": Words(
        _("%(name)s is suspended from practice (until: %(until)s)."),
        _("Another lawyer of the firm can act meanwhile; the party signs a new power of attorney."),
    ),
    "people.licence_expired": Words(_("The licence of %(name)s ended on %(until)s."), _ASK_JUSTICE),
    "people.licence_not_checked": Words(
        _("The annual check of %(year)s is missing for %(name)s."),
        _("Pass the check, or have the register brought up to date; until then another lawyer of the firm can act."),
    ),
    "people.licence_after_office": Words(
        _("%(name)s serves at a court, or left one less than %(years)s years ago."),
        _("Let another lawyer act until then."),
    ),
    "people.licence_not_yet": Words(
        _("%(name)s is licensed from %(day)s only."), _("Do it on or after that day, or let another lawyer act.")
    ),
    "people.licence_of_another_firm": Words(
        _("Nobody of your firm holds this licence today."),
        _("Compare the number; a lawyer who came from elsewhere is entered by the judicial administration first."),
    ),
    "people.firm_acts": Words(
        _("Only a firm writes letters, by its head or a member who acts for it."),
        _("Go to the firm's side under “Who acts beside you”, then write the letter."),
    ),
    "people.letter_part": Words(
        _("This is empty or longer than %(limit)s characters."), _("Copy it from the letter, in short.")
    ),
    "people.letter_twice": Words(
        _("The firm gave this number to a letter before."), _("Take the next number of your firm's list.")
    ),
    "people.no_such_letter": Words(
        _("There is no such letter of this firm, or it was taken back before."), _("Choose one from the list.")
    ),
    "people.licences_no_table": Words(
        _("This is no list of licences: a CSV file in UTF-8 whose first line names the fourteen columns."),
        _("Have the list made with the columns that this page names."),
    ),
    "people.licences_source": Words(
        _("It is not said from where the list came."), _("Name the authority and the number or day of its list.")
    ),
    "people.licences_tomorrow": Words(
        _("The day of the list lies in the future."), _("Give the day as of which the list was made.")
    ),
    "people.licence_twice": Words(_("Licence %(number)s stands in the list twice."), _MEND_FILE),
    "people.licence_line_unclear": Words(
        _("Line %(line)s, column %(column)s: “%(typed)s” cannot be right."), _MEND_FILE
    ),
}
