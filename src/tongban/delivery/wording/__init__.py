"""Texts of service; those that staff alone meet stand in `staff.py`."""

from django.utils.translation import gettext_lazy as _

from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState, Purpose
from tongban.delivery.wording import staff
from tongban.delivery.wording.staff import (
    ADDRESS_GROUNDS,
    DOMICILES,
    DOUBT_ENDS,
    FAILURES,
    FILE_FLAWS,
    NOTICE_GROUNDS,
    OUTCOMES,
    PLACES,
    RETURN_REASONS,
    ROW_FLAWS,
    TAKERS,
    TASKS,
    UNDONE,
    UNIT_ENDS,
    UNITS,
    VISIT_ENDS,
)
from tongban.frame.words import Words

__all__ = [
    "ADDRESS_GROUNDS",
    "ATTEMPT_STATES",
    "CHANNELS",
    "DOMICILES",
    "DOUBT_ENDS",
    "FAILURES",
    "FILE_FLAWS",
    "NOTICE_GROUNDS",
    "OUTCOMES",
    "PLACES",
    "PURPOSES",
    "REFUSALS",
    "RETURN_REASONS",
    "ROW_FLAWS",
    "STATES",
    "TAKERS",
    "TASKS",
    "UNDONE",
    "UNITS",
    "UNIT_ENDS",
    "VISIT_ENDS",
]

PURPOSES = {
    Purpose.ACCEPTANCE: _("notice that your case is registered"),
    Purpose.PAYMENT: _("notice to pay the court fee"),
    Purpose.EVIDENCE: _("notice about evidence"),
    Purpose.DEFENCE: _("copy of the complaint, and how to answer"),
    Purpose.DEFENCE_COPY: _("copy of the defence"),
    Purpose.SUMMONS: _("summons"),
    Purpose.JUDGMENT: _("judgment"),
    Purpose.PROCEDURE: _("notice that the procedure was converted"),
    Purpose.AUTHORITY: _("notice that a party's agent changed"),
    Purpose.BENCH: _("notice that somebody else conducts the case"),
    Purpose.RULING: _("decision about an application in the case"),
    Purpose.APPEAL: _("copy of an appeal, and how to answer"),
    Purpose.APPEAL_ANSWER: _("copy of the answer to an appeal"),
    Purpose.THIRD_CLAIM: _("copy of a third party's claim, and how to answer"),
    Purpose.DECISION: _("ruling or order of the court"),
    Purpose.OTHER: _("papers of the court"),
}
CHANNELS = {
    Channel.PORTAL: _("portal"),
    Channel.EMAIL: _("e-mail"),
    Channel.LETTER: _("letter"),
    Channel.MESSAGE: _("instant message"),
    Channel.SMS: _("text message"),
    Channel.DIRECT: _("in person"),
    Channel.LEFT: _("left at the recipient's home"),
    Channel.ENTRUSTED: _("through another court"),
    Channel.UNIT: _("through the recipient's unit"),
    Channel.NOTICE: _("by public notice"),
}
ATTEMPT_STATES = {
    AttemptState.QUEUED: _("to be sent"),
    AttemptState.SENT: _("sent"),
    AttemptState.ARRIVED: _("arrived"),
    AttemptState.FAILED: _("did not arrive"),
}
STATES = {
    DispatchState.WAITING: _("papers are being made"),
    DispatchState.UNDER_WAY: _("on the way"),
    DispatchState.SERVED: _("served"),
    DispatchState.UNDELIVERED: _("could not be served"),
    DispatchState.FALLEN: _("did not count, served anew"),
    DispatchState.LEFT: _("left to the heirs"),
    DispatchState.TAKEN_BACK: _("taken back, does not hold any more"),
}
REFUSALS = {
    "delivery.no_such_dispatch": Words(
        _("There are no such papers, or they are not yours."), _("Open them from the page of your case.")
    ),
    "delivery.no_such_notice": Words(
        _("There is no such public notice, or its time is over."), _("Look at the list of notices.")
    ),
    "delivery.address_missing": Words(
        _("The address is missing or too short for a postman."),
        _("Write province, city, street, number and room."),
    ),
    "delivery.postcode_wrong": Words(_("A postcode has six digits."), _("Check it, or leave it empty.")),
    "delivery.phone_wrong": Words(_("This is no telephone number."), _("Write digits only, with the area code.")),
    "delivery.phone_missing": Words(
        _("The telephone number is missing."), _("The post calls it when nobody is at home.")
    ),
    "delivery.email_wrong": Words(_("This is no e-mail address."), _("Check it, or leave it empty.")),
    "delivery.not_told": Words(
        _("Nobody is bound by a form that was not read."), _("Read what it means, then confirm that you have.")
    ),
    "delivery.words_missing": Words(
        _("Words are missing, or there are too many: between %(least)s and %(most)s characters."),
        _("Say in your own words what happened and what shows it."),
    ),
    **staff.REFUSALS,
}
