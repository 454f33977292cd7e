"""Texts about who conducts a case, how that is drawn, and how somebody is replaced."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.offices import AwayFor, ChangeGround, ChangeState, Checked, LeftOut, Office, Way
from tongban.frame.words import Words

OFFICES = {
    Office.JUDGE: pgettext_lazy("of a case", "Judge"),
    Office.CLERK: pgettext_lazy("of a case", "Clerk"),
}
WAYS = {
    Way.DRAWN: _("drawn by chance"),
    Way.NAMED: _("named by the president"),
    Way.TAKEN: _("registered the case and keeps it"),
}
CHANGE_GROUNDS = {
    ChangeGround.RECUSAL: _("must withdraw from the case"),
    ChangeGround.MOVED: _("has moved to other work or has left the court"),
    ChangeGround.ILLNESS: _("is ill"),
    ChangeGround.ABSENCE: _("is away for a longer time"),
    ChangeGround.OVERLOAD: _("has too many cases to try this one in time"),
    ChangeGround.INTEGRITY: _("risk to clean conduct"),
}
CHANGE_STATES = {
    ChangeState.ASKED: pgettext_lazy("change of judge or clerk", "waits for the president"),
    ChangeState.GRANTED: pgettext_lazy("change of judge or clerk", "granted"),
    ChangeState.REFUSED: pgettext_lazy("change of judge or clerk", "not granted"),
}
AWAY_FOR = {
    AwayFor.LEAVE: pgettext_lazy("away", "on leave"),
    AwayFor.ILLNESS: pgettext_lazy("away", "ill"),
    AwayFor.TRAINING: pgettext_lazy("away", "in training or lent to another place"),
    AwayFor.OTHER: pgettext_lazy("away", "for another reason"),
}
LEFT_OUT = {
    LeftOut.OTHER_DIVISION: _("serves in another division"),
    LeftOut.AWAY: _("was away"),
    LeftOut.NO_NEW_CASES: _("gets no new cases"),
    LeftOut.CONFLICT: _("is tied to the case, or had it before"),
    LeftOut.OTHERS_SPECIALISED: _("others are specialised in such cases"),
    LeftOut.LOADED: _("had more open work than the others"),
}
CHECKED = {
    Checked.RIGHT: _("Checked: the draw gave this result and no other, and its secret is the one promised before."),
    Checked.NOT_PROMISED: _("Checked: the draw gave this result; no promise had been recorded before it."),
    Checked.WRONG: _("This is not the result of the recorded draw. Ask the court about it, and keep this page."),
}
_LIST = _("Choose from the list.")
_RELOAD = _("Reload the page to see where it stands.")
REFUSALS = {
    "offices.not_at_this_stage": Words(
        _("Somebody has asked for a change already."), _("Wait for the president, who decides about that request.")
    ),
    "offices.not_your_act": Words(
        _("Judge and clerk of a case ask for a change; the president of the court decides."),
        _("Write to the president of the court."),
    ),
    "offices.own_office": Words(
        _("A clerk asks for another clerk; another judge is asked for by the judge."), _("Speak with the judge.")
    ),
    "offices.ground_named": Words(_("It is not said why somebody else is to have the case."), _LIST),
    "offices.reasons_given": Words(
        _("The reasons are missing, or they are too long."),
        _("Write in a few sentences what happened. Parties are told the ground alone."),
    ),
    "offices.case_runs": Words(_("The case is over."), _("Nothing is left to hand on.")),
    "offices.may_decide": Words(
        _("This change is decided by the president of the court."), _("Ask the president for it, with your reasons.")
    ),
    "offices.committee_decided": Words(
        _("About the recusal of a president who tries a case the judicial committee decides."),
        _("Enter the number of its decision."),
    ),
    "cases.stands_back": Words(
        _("A party has asked that you withdraw, so you do nothing in this case until that is decided."),
        _("Leave the case as it is. Preservation, which cannot wait, you may still rule on and carry out."),
    ),
    "cases.recusal_refused_before": Words(
        _("You asked for this before, about the same person and on the same ground, and were turned down."),
        _("Ask for review of that decision, or name another ground."),
    ),
    "offices.decided_before": Words(_("The request was decided."), _RELOAD),
    "offices.no_such_request": Words(_("There is no such request."), _RELOAD),
    "offices.office_unknown": Words(_("A case has a judge and a clerk."), _LIST),
    "offices.no_such_posting": Words(_("There is no such posting, or it has ended."), _RELOAD),
    "offices.no_such_absence": Words(_("There is no such absence, or it is over."), _RELOAD),
    "offices.division_unknown": Words(_("The court has no such division."), _LIST),
    "offices.cause_unknown": Words(
        _("The list of causes has no such code: %(codes)s."), _("Look the codes up in the list of causes.")
    ),
    "offices.share_out_of_range": Words(
        _("A share of the work is between nothing and a full load."), _("Enter a number from 0 to %(most)s.")
    ),
    "offices.not_in_function": Words(
        _("This person does not hold that function at this court."), _("Choose somebody from the list.")
    ),
    "offices.same_person": Words(
        _("This person has the case already."), _("Choose somebody else, or let chance decide.")
    ),
    "offices.barred": Words(
        _("This person is tied to the case, or had it before and was replaced."),
        _("Choose somebody else, or let chance decide."),
    ),
    "offices.nobody_left": Words(
        _("Nobody at this court may get the case: all are away, tied to it or replaced in it."),
        _("Note who is back, appoint somebody, or ask the court above to name another court."),
    ),
    "offices.presidents_list": Words(
        _("The president keeps the list from which cases are drawn."), _("Tell the president what has changed.")
    ),
    "offices.away_ground_missing": Words(_("It is not said why the person is away."), _LIST),
    "offices.ends_before_first": Words(
        _("The last day lies before the first."),
        _("Compare both dates; leave the last one empty when it is not known."),
    ),
}
