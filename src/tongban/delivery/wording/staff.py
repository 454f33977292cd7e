"""Texts of service that staff alone meet: visits, the post, public notices, doubts, tasks."""

from django.utils.translation import gettext_lazy as _

from tongban.delivery.vocabulary import AddressGround, Domicile, ReturnReason
from tongban.delivery.vocabulary.elsewhere import UNFIT, Outcome, Undone
from tongban.delivery.vocabulary.owed import DoubtEnd, TaskKind
from tongban.delivery.vocabulary.post import FileFlaw, RowFlaw
from tongban.delivery.vocabulary.visits import NoticeGround, Place, Taker, Unit, UnitEnd, VisitEnd
from tongban.frame.words import Words

RETURN_REASONS = {
    ReturnReason.UNKNOWN_ADDRESS: _("the address is unknown"),
    ReturnReason.MOVED: _("moved, new address unknown"),
    ReturnReason.NOT_COLLECTED: _("not collected in time"),
    ReturnReason.REFUSED: _("the recipient or the named receiver refused it"),
    ReturnReason.REFUSED_BY_OTHERS: _("somebody else refused it"),
}
ADDRESS_GROUNDS = {
    AddressGround.NAMED: _("named by the other side, not confirmed"),
    AddressGround.CONFIRMED: _("given or confirmed by the party"),
    AddressGround.WITHHELD: _("the party gave none: the registered one"),
}
PLACES = {
    Place.COURT: _("at the court"),
    Place.HOME: _("at the recipient's home or seat"),
    Place.ELSEWHERE: _("elsewhere"),
}
TAKERS = {
    Taker.RECIPIENT: _("the recipient"),
    Taker.FAMILY: _("an adult of the family who lives there"),
    Taker.GUARDIAN: _("the representative by law"),
    Taker.HEAD: _("the legal representative or head of the organisation"),
    Taker.MAILROOM: _("who receives mail for the organisation"),
    Taker.AGENT: _("the agent in the case"),
    Taker.RECEIVER: _("the receiver whom the party named"),
}
UNITS = {
    Unit.ARMY: _("the political office of the army unit, regiment or above"),
    Unit.PRISON: _("the prison or house of detention"),
    Unit.EDUCATION: _("the institution of compulsory education"),
}
UNIT_ENDS = {
    UnitEnd.SIGNED: _("the recipient signed"),
    UnitEnd.NOT_THERE: _("the recipient is not in this unit"),
    UnitEnd.UNSIGNED: _("the recipient did not sign"),
}
VISIT_ENDS = {
    VisitEnd.SIGNED: _("signed for"),
    VisitEnd.REFUSED: _("signing was refused"),
    VisitEnd.NOBODY: _("nobody was there who could sign"),
    VisitEnd.NOT_LIVING_THERE: _("the recipient does not live or work there"),
}
OUTCOMES = {
    Outcome.POSTED: _("handed to the post"),
    Outcome.VISITED: _("taken to the recipient, or handed over at the counter"),
    Outcome.SIGNED: _("the letter was signed for"),
    Outcome.CAME_BACK: _("the letter came back"),
    Outcome.UNDONE: _("sent back"),
}
UNDONE = {
    Undone.NOT_HERE: _("the recipient is not in this court's area"),
    Undone.INCOMPLETE: _("the request, the papers or the return slip are not complete"),
    Undone.NOT_FETCHED: _("the recipient did not come to the counter"),
    Undone.NOT_TAKEN_IN: _("the other platform could not take it in"),
    Undone.CALLED_BACK: _("the court that had asked called it back"),
}
FAILURES = {
    **{reason.value: words for reason, words in RETURN_REASONS.items()},
    **{end.value: words for end, words in VISIT_ENDS.items()},
    **{one.value: words for one, words in UNDONE.items()},
    **{end.value: words for end, words in UNIT_ENDS.items() if end is not UnitEnd.SIGNED},
    "silent": _("nothing was heard of it"),
    "never_sent": _("given up before it left the court"),
    "consent_over": _("the consent to electronic service did not stand any more"),
    "addressee_dead": _("the addressee had died by then"),
    "overtaken": _("the papers had gone out anew, or did not hold any more"),
    "handed_over": _("handed over at another court instead"),
    UNFIT: _("what the other court told is incomplete"),
}
"""By the code with which a way failed; a mail server's code is shown as it is."""
NOTICE_GROUNDS = {
    NoticeGround.MISSING: _("The recipient's whereabouts are unknown"),
    NoticeGround.EXHAUSTED: _("Every other way was tried and failed"),
}
TASKS = {
    TaskKind.NEXT_WAY: _("Every way failed: choose the next one"),
    TaskKind.BOUNCED: _("An e-mail that counted came back: decide"),
    TaskKind.CONTESTED: _("A party contests the service: decide"),
    TaskKind.EARLIER_PROOF: _("A proof shows an earlier day: take it or set it aside"),
    TaskKind.SILENT: _("Sent, and nothing was heard in time"),
    TaskKind.NOT_SENT: _("Ordered, and not sent yet"),
    TaskKind.NOT_ORDERED: _("A paper that somebody is not to be served with yet"),
    TaskKind.NOT_TOLD: _("Nothing shows that the person was told"),
    TaskKind.ADDRESSEE_DEAD: _("The addressee has died: call the heirs, who are served then"),
    TaskKind.NO_CERTIFICATE: _("Served, and no certificate was made"),
    TaskKind.POST_ROW: _("The post told something that fits no letter: look into it"),
}
DOMICILES = {Domicile.HERE: _("in the country"), Domicile.ABROAD: _("no domicile in the country")}
DOUBT_ENDS = {
    DoubtEnd.STANDS: _("The service stands"),
    DoubtEnd.COUNTS: _("Another proof counts: its day is the day of service, and periods move with it"),
    DoubtEnd.FALLS: _("The service falls; the papers go out anew"),
}
ROW_FLAWS = {
    RowFlaw.COLUMNS: _("The row has too few or too many columns."),
    RowFlaw.NO_SUCH_LETTER: _("No letter has this number."),
    RowFlaw.STATE: _("The state is none of those agreed with the post."),
    RowFlaw.DAY: _("The day cannot be."),
    RowFlaw.REASON: _("The reason of the return is missing."),
    RowFlaw.SIGNER: _("The signer is missing."),
    RowFlaw.NUMBER: _("The postal number is missing or another one than before."),
    RowFlaw.ORDER: _("The letter was taken twice, or never before."),
    RowFlaw.OVER: _("The letter had come to its end before."),
    RowFlaw.EARLY_RETURN: _("It came back as not collected before three tries."),
    RowFlaw.OPPONENT: _("The other side signed, who takes papers for nobody."),
}
FILE_FLAWS = {
    FileFlaw.NOT_TEXT: _("no table of text"),
    FileFlaw.HEAD: _("the columns are not those agreed with the post"),
    FileFlaw.EMPTY: _("empty"),
    FileFlaw.TOO_LARGE: _("too large"),
}
_DAY = _("Check the day.")
_CLERK = _("Hand it to a colleague with that function.")
_TASKS = _("Open it from the list of services to look at.")
_RELOAD = _("Reload the page to see where it stands.")
REFUSALS = {
    "delivery.no_such_letter": Words(
        _("There is no such letter at your court."), _("Open it from the list of letters.")
    ),
    "delivery.no_such_party": Words(_("This person is no party of the case."), _("Choose a party of the case.")),
    "delivery.not_owed_to": Words(
        _("This paper is not owed to this party, or its service is ordered already."),
        _("Choose who still lacks it; if nobody does, say why it needs no service."),
    ),
    "delivery.addressee_dead": Words(
        _("The addressee has died: nothing is served on the dead."),
        _("Call the heirs into the case; they are served then with what had not arrived."),
    ),
    "delivery.no_papers": Words(_("No paper was named that could be served."), _("Choose the papers first.")),
    "delivery.not_your_act": Words(
        _("Letters are handled by the clerk's office."), _("Hand it to a colleague with that function.")
    ),
    "delivery.letter_not_at_this_state": Words(_("The letter is at another point already."), _RELOAD),
    "delivery.tracking_missing": Words(_("The postal number is missing."), _("It stands on the slip of the post.")),
    "delivery.posted_before_made": Words(
        _("%(day)s lies before the day on which the letter was made (%(queued)s)."), _("Check the day of posting.")
    ),
    "delivery.posted_ahead": Words(_("%(day)s lies ahead."), _("Give the day on which it was handed to the post.")),
    "delivery.slip_before_posting": Words(
        _("%(day)s lies before the day of posting (%(posted)s)."), _("Compare the day on the return slip.")
    ),
    "delivery.slip_ahead": Words(_("%(day)s lies ahead."), _("Compare the day on the return slip.")),
    "delivery.signer_missing": Words(_("Nobody is named who signed."), _("Copy the name from the return slip.")),
    "delivery.signer_is_opponent": Words(
        _("The other side signed this slip, who takes papers for nobody."),
        _("Go to the recipient in person, or wait until the letter is overdue and send another one."),
    ),
    "delivery.reason_missing": Words(
        _("The post's reason is missing."), _("Choose the reason that stands on the returned letter.")
    ),
    "service.not_at_this_stage": Words(_("This cannot be done with these papers now."), _RELOAD),
    "service.not_your_act": Words(_("This is done by: %(by)s."), _("Ask the clerk's office.")),
    "delivery.no_such_task": Words(_("There is no such task at your court."), _TASKS),
    "delivery.no_such_batch": Words(
        _("There is no such batch at your court."), _("Open it from the page of the post.")
    ),
    "delivery.no_letters_wait": Words(
        _("No letter waits to be posted in a case of yours."), _("Look again when papers were made.")
    ),
    "delivery.returned_before_posting": Words(
        _("%(day)s lies before the day of posting (%(posted)s)."), _("Compare the day on the returned letter.")
    ),
    "delivery.returned_ahead": Words(_("%(day)s lies ahead."), _("Compare the day on the returned letter.")),
    "delivery.not_overdue": Words(
        _("This way is not under way, or its time is not over."), _("Wait until then, or take another way beside it.")
    ),
    "delivery.visit_before_order": Words(
        _("%(day)s lies before the day on which service was ordered (%(ordered)s)."), _DAY
    ),
    "delivery.visit_ahead": Words(_("%(day)s lies ahead."), _DAY),
    "delivery.officers_missing": Words(
        _("Too few officers are named: %(needed)s are needed."), _("Name everybody who went, with commas between.")
    ),
    "delivery.taker_unfit": Words(
        _("This person cannot sign for the recipient."),
        _("Natural persons: themselves, family, guardian, agent, receiver. Organisations: head, mail room, agent."),
    ),
    "delivery.taker_unnamed": Words(_("The person is not named."), _("Write the name as on the slip.")),
    "delivery.taker_is_opponent": Words(
        _("The other side cannot take papers for the recipient."), _("Hand them to somebody else.")
    ),
    "delivery.taker_is_ward": Words(
        _("Somebody acts for the recipient by law: the recipient's own hand counts for nothing."),
        _("Hand the papers to the representative by law, and choose this one."),
    ),
    "delivery.taker_unknown": Words(
        _("The court knows nobody of this name as agent, or as named receiver, of this party on that day."),
        _("Check the authority or note the receiver first; else serve the party."),
    ),
    "delivery.family_away": Words(
        _("A relative's refusal counts at the recipient's home alone."),
        _("Go to the recipient's home, or meet the recipient."),
    ),
    "delivery.refusal_unexplained": Words(
        _("The reason for refusing is missing."), _("Write what was said, or that nothing was said.")
    ),
    "delivery.not_recorded": Words(
        _("Away from home, refusing counts only with photographs or a video."), _("Add them, or go again.")
    ),
    "delivery.nobody_saw_it": Words(
        _("Papers are left before witnesses or with photographs or a video."), _("Name the witnesses or add the files.")
    ),
    "delivery.agent_no_receiver": Words(
        _("Papers are left with an agent only whom the party named as receiver."),
        _("Choose the receiver if the form names the agent, else serve the party."),
    ),
    "delivery.letter_elsewhere": Words(
        _("Another court prints and posts this letter (%(court)s)."), _("Wait for what it tells.")
    ),
    "delivery.letter_in_batch": Words(
        _("This letter was put together with others for your own post."), _("Post it, or choose another letter.")
    ),
    "delivery.result_incomplete": Words(_("What happened is missing."), _("Fill in the visit as it was.")),
    "delivery.counter_only": Words(
        _("A printed letter is handed over at the counter, or goes to the post."),
        _("Choose “at the court” and who signed or refused; or note that it was posted, or send it back."),
    ),
    "delivery.not_posted_yet": Words(
        _("The letter was not handed to the post yet."), _("Note its posting first, with the postal number.")
    ),
    "delivery.undone_unexplained": Words(
        _("The reason for sending it back is missing."), _("Choose one; the court that asked reads it.")
    ),
    "delivery.unit_kind_missing": Words(
        _("It is not said what unit this is."), _("Choose army, prison or compulsory education.")
    ),
    "delivery.unit_unnamed": Words(
        _("Name or address of the unit is missing, or longer than %(most)s characters."),
        _("Write both as on the envelope."),
    ),
    "delivery.unit_of_nobody": Words(
        _("Only a natural person is served through a unit."), _("Take another way, or serve the head in person.")
    ),
    "delivery.unit_end_missing": Words(
        _("What the return slip says is missing."), _("Choose whether the recipient signed.")
    ),
    "delivery.court_unfit": Words(
        _("This is no other court that could be asked."), _("Write the code as in case numbers, for example 川0107.")
    ),
    "delivery.notice_in_simplified": Words(
        _("Simplified procedure knows no public notice."),
        _("Convert the case into ordinary procedure, then publish the notice."),
    ),
    "delivery.notice_of_payment_order": Words(
        _("A payment order is not served by public notice."),
        _("Serve it another way within its period, or end the procedure: the creditor can sue."),
    ),
    "delivery.ways_left": Words(
        _("Other ways have not been tried: %(ways)s."),
        _("Try them first; or choose the other ground, if the recipient's whereabouts are unknown."),
    ),
    "delivery.course_missing": Words(
        _("Reason and course are missing (at least %(least)s characters)."),
        _("Write what was tried and what shows it; it stays in the file."),
    ),
    "delivery.gist_missing": Words(
        _("What the notice tells is missing (at least %(least)s characters)."),
        _("Tell the claims, the time and place of the hearing, or what was decided."),
    ),
    "delivery.judge_decides": Words(_("The judge of the case decides this."), _CLERK),
    "delivery.doubt_decided": Words(_("This was decided before."), _RELOAD),
    "delivery.task_closed": Words(_("This task is done."), _TASKS),
    "delivery.decision_missing": Words(_("The decision is missing."), _("Choose one of those that are offered.")),
    "delivery.no_other_proof": Words(
        _("There is no other proof that the papers arrived."),
        _("Let the service stand, or let it fall so that the papers go out anew."),
    ),
    "delivery.proof_cuts_off": Words(
        _("By the day of that proof a period that the party still relies on would be over at once."),
        _("Let the service stand, or decide after the period has ended."),
    ),
    "delivery.period_relied_on": Words(
        _("Others rely on the period that ran from this service."),
        _("Let the service stand and restore the party's own period (CPL 86)."),
    ),
}
