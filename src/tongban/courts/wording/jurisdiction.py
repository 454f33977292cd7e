"""Texts about courts and jurisdiction: why this court, and why not that one."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_ASK = _("Check the answer, or ask the clerk's office of any court.")
_TABLE = _("Correct the table and take it in again.")
_OTHER_GROUND = _("The court is found by the other grounds that the law gives.")

REFUSALS = {
    "courts.wage_unknown": Words(
        _("No average wage of %(place)s is known here."),
        _("Ask the operator to add the announced figure to the table of wages."),
    ),
    "courts.unknown": Words(
        _("This platform's table holds no court “%(code)s” on that day."), _("Choose a court from the list.")
    ),
    "courts.place_malformed": Words(
        _("“%(place)s” is not a place that can be looked up."),
        _("Choose the district or county from the list."),
    ),
    "courts.place_not_in_table": Words(
        _("The courts of the place %(place)s are not in this platform's table."),
        _("You may still sue there: ask the court of that place directly, or choose a court listed here."),
    ),
    "courts.place_too_wide": Words(
        _("%(place)s is a whole city or province: several courts of the level “%(level)s” lie in it."),
        _("Choose the district or county."),
    ),
    "courts.no_such_level_there": Words(_("No court of the level “%(level)s” is known for the place %(place)s."), _ASK),
    "courts.code_twice": Words(_("The code %(code)s stands twice in the table."), _TABLE),
    "courts.parent_missing": Words(_("The court %(code)s has no court above it."), _TABLE),
    "courts.parent_unknown": Words(_("The court above %(code)s, %(parent)s, is not in the table."), _TABLE),
    "courts.parent_below": Words(_("%(parent)s does not stand above %(code)s."), _TABLE),
    "courts.ends_before_start": Words(_("The court %(code)s ends before it begins."), _TABLE),
    "venue.not_in_force": Words(
        _("The rules on jurisdiction are known here for cases filed from 10 April 2022; %(day)s lies before."),
        _("Check the day of filing."),
    ),
    "venue.foreign_not_in_force": Words(
        _("The rules on foreign-related cases are known here from 1 January 2023; %(day)s lies before."),
        _("Check the day of filing."),
    ),
    "venue.day_beyond_reach": Words(_("%(day)s lies too far ahead to be meant."), _("Check the year of filing.")),
    "venue.no_plaintiff": Words(_("Nobody is named who sues."), _("Name the plaintiff and where the plaintiff lives.")),
    "venue.no_defendant": Words(
        _("Nobody is named who is sued."), _("Name the defendant and where the defendant lives.")
    ),
    "venue.amount_currency": Words(
        _("The amount %(amount)s is not in yuan."),
        _("Convert it at the official rate of the day on which the case is taken."),
    ),
    "venue.amount_negative": Words(_("An amount below zero cannot be claimed."), _("Check the amount.")),
    "venue.not_this_court": Words(
        _("%(court)s may not take this case."),
        _("File with one of these courts: %(competent)s. If you think otherwise, say why in the complaint."),
    ),
    "venue.place_unknown": Words(_("What this ground needs is not known: %(fact)s."), _("Give it if you know it.")),
    "venue.home_does_not_count": Words(
        _(
            "No defendant can be sued at home: in prison, without registration or office, or, where status is "
            "in question, abroad or missing."
        ),
        _OTHER_GROUND,
    ),
    "venue.no_ground": Words(
        _("The law names no court for these facts."),
        _ASK,
    ),
    "venue.special_court_instead": Words(
        _("A case of this kind belongs to %(court)s alone; another court cannot be agreed upon."), _OTHER_GROUND
    ),
    "venue.special_court_only": Words(
        _("%(court)s takes cases of its own kind only, and this is none of them."), _OTHER_GROUND
    ),
    "venue.special_court_not_in_table": Words(
        _("A case of this kind from %(place)s belongs to a court that is not in this platform's table: %(court)s."),
        _("Ask that court directly."),
    ),
    "venue.agreed_not_open": Words(
        _("The parties cannot agree on the court for such a request."),
        _OTHER_GROUND,
    ),
    "venue.agreed_abroad_at_home": Words(
        _("A dispute that does not reach abroad cannot be brought to a foreign court by agreement."),
        _OTHER_GROUND,
    ),
    "venue.agreed_abroad": Words(
        _(
            "You agreed on a foreign court. A court here may then decline the case, unless the clause does not "
            "exclude other courts."
        ),
        _("Sue at the agreed court, or say in the complaint why the clause leaves other courts open."),
    ),
    "venue.no_agreed_performance": Words(_("The contract names no place of performance."), _OTHER_GROUND),
    "venue.performance_is_agreed": Words(
        _("The contract names a place of performance, so the law's own place does not count."), _OTHER_GROUND
    ),
    "venue.never_performed": Words(
        _("The contract was never performed and none of you lives at the agreed place, so that place does not count."),
        _("Sue where the defendant lives."),
    ),
    "venue.displaced_by_agreement": Words(
        _("%(court)s would be competent, but you agreed in writing on another court."),
        _("File with the agreed court. If you think the clause is not valid, tell the court why."),
    ),
    "venue.agreed_for_status": Words(
        _("A court cannot be agreed upon for disputes about personal status."), _OTHER_GROUND
    ),
    "venue.agreed_against_exclusive": Words(
        _("For this kind of dispute the law itself names the only court; an agreement cannot change it."), _OTHER_GROUND
    ),
    "venue.agreed_not_written": Words(
        _("An agreement on the court counts only in writing, in the contract or made before the suit."), _OTHER_GROUND
    ),
    "venue.agreed_without_connection": Words(_("The agreed place has nothing to do with the dispute."), _OTHER_GROUND),
    "venue.agreed_hidden_from_consumer": Words(
        _("The clause stands in standard terms, you as the consumer were not made aware of it, and you object to it."),
        _OTHER_GROUND,
    ),
    "venue.agreed_unknown_to_assignee": Words(
        _("Whoever took over the contract did not know of the clause."), _OTHER_GROUND
    ),
    "venue.agreed_undetermined": Words(
        _("The clause does not let one tell which court is meant."),
        _("Give the place that the clause speaks of, for example where the contract was signed."),
    ),
    "venue.agreed_against_level": Words(
        _("%(court)s is not of the level that takes this case at first instance: %(level)s."), _OTHER_GROUND
    ),
}
STEPS = {
    "venue.immovable": _(
        "The dispute is about land or a building: only the court where it lies, %(place)s, may decide."
    ),
    "venue.port": _("The dispute arose from work in a port: only the court of the port, %(place)s, may decide."),
    "venue.estate_domicile": _("The dispute is about an inheritance: the deceased last lived in %(place)s."),
    "venue.estate_main": _("The dispute is about an inheritance: the main part of it lies in %(place)s."),
    "venue.agreement": _("You agreed in writing on a court (%(clause)s): that is the place %(place)s."),
    "venue.agreement_names": _("You agreed in writing on this court by name: %(court)s."),
    "venue.performance_agreed": _("The contract names %(place)s as the place of performance."),
    "venue.performance_money": _(
        "The loan contract names no place of performance and you ask for money: the place of the one who is to receive "
        "the money counts, %(place)s."
    ),
    "venue.performance_money_contract": _(
        "The contract names no place of performance and you ask for money: the place of the one who is to receive it "
        "counts, %(place)s."
    ),
    "venue.performance_immovable": _("The land or building that is to be handed over lies in %(place)s."),
    "venue.performance_other": _("The one who has to perform is in %(place)s."),
    "venue.performance_at_once": _("The bargain was struck and settled on the spot in %(place)s."),
    "venue.lease_use": _("The leased thing is used in %(place)s."),
    "venue.online_delivery": _("What was bought online was delivered to %(place)s."),
    "venue.tort_act": _("The harmful act was done in %(place)s."),
    "venue.tort_result": _("The harm occurred in %(place)s."),
    "venue.defendant": _("The defendant lives or has its seat in %(place)s and may be sued there."),
    "venue.level_basic": _("A case of this size begins at a basic court."),
    "venue.level_without_amount": _("No amount is claimed or known, so the case begins at a basic court."),
    "venue.level_by_amount": _(
        "The amount, %(amount)s yuan, reaches the line of %(line)s yuan from which the case begins at this level: "
        "%(level)s."
    ),
    "venue.court_of_place": _("For %(place)s that is %(court)s."),
    "venue.level_by_fact": _("The case is one for this level (%(level)s): %(fact)s."),
    "venue.level_fixed": _("The law names this level for such a case: %(level)s."),
    "venue.level_like": _("The court has to be of the same level as %(court)s: %(level)s."),
    "venue.special_court": _("Cases of this kind from %(place)s belong to %(court)s."),
}
