"""Texts of cooperation."""

from django.utils.translation import gettext_lazy as _

from tongban.cooperation.vocabulary import Answer, AtPeer, MatterAct, MatterStage, Owed
from tongban.cooperation.wording import service
from tongban.frame.words import Words

STAGES = {
    MatterStage.HANDED_IN: _("handed in at the helping court"),
    MatterStage.CHECKED: _("identity and papers checked"),
    MatterStage.SENT: _("sent to the competent court"),
    MatterStage.RECEIVED: _("received by the competent court"),
    MatterStage.CORRECTION: _("waiting for the correction"),
    MatterStage.ANSWERED: _("answered by the competent court"),
    MatterStage.TAKEN_BACK: _("taken back before it was sent"),
}
ACTS = {
    MatterAct.CHECK: _("Identity and papers checked"),
    MatterAct.SEND: _("Send to the competent court"),
    MatterAct.NOTE_RECEIPT: _("Note the receipt"),
    MatterAct.ANSWER: _("Answer"),
    MatterAct.TAKE_ANSWER: _("Take the answer"),
    MatterAct.ASK_CORRECTION: _("Ask for a correction"),
    MatterAct.TAKE_REQUEST: _("Take the request for a correction"),
    MatterAct.HAND_IN_CORRECTION: _("Hand in the correction"),
    MatterAct.REOPEN_CORRECTION: _("Let it be corrected again"),
    MatterAct.TAKE_BACK: _("Take the filing back"),
}
ANSWERS = {
    Answer.ACCEPTED: _("registered as a case"),
    Answer.CORRECTION: _("a correction is asked for"),
    Answer.REFUSED: _("refused by a ruling"),
    Answer.RETURNED: _("sent back: it could not be taken in"),
}
AT_PEERS = {
    AtPeer.ASKED: _("asked to erase its copies"),
    AtPeer.ERASED: _("has confirmed that its copies are erased"),
    AtPeer.ON_FILE: _("has it on file at a court of its own: two people there decide"),
}
"""What became of copies at another platform."""
FROM_PEERS = {
    AtPeer.ASKED: _("asks for copies to be erased"),
    AtPeer.ERASED: _("asked for copies to be erased; they are"),
    AtPeer.ON_FILE: _("asks to erase what this court has on file: it waits for two of us"),
}
"""What became here of another platform's request about copies."""
OWED = {
    Owed.ANSWER: _("The competent court answers"),
    Owed.CORRECTION: _("The applicant corrects"),
    Owed.DECISION: _("The competent court decides"),
}
"""What an errand waits for."""
LINES = {
    "handed_in": _("Handed in at the helping court"),
    "checked": _("Identity and papers checked with the person"),
    "sent": _("Sent to the competent court; the time for its answer runs"),
    "received": _("Received by the competent court"),
    "accepted": _("Registered as a case"),
    "correction": _("The competent court asks for a correction"),
    "correction_sent": _("Correction handed in and sent to the competent court"),
    "corrected": _("Correction received; the time to decide runs anew"),
    "refused": _("The competent court refused by a ruling"),
    "printed": _("Papers of the competent court printed and handed over: %(papers)s"),
    "taken_back": _("Taken back before it was sent"),
}
"""What the lines of the shared log say."""
_LOOK_AGAIN = _("Reload the page to see where it stands.")
REFUSALS = {
    "cooperation.no_such_matter": Words(
        _("There is no such errand, or it is not yours to see."), _("Open it from the list of errands.")
    ),
    "cooperation.on_its_way": Words(
        _("This has left for the competent court: no message takes it back."),
        _("Wait for the answer. If the court registers it, ask in the case to withdraw."),
    ),
    "cooperation.removal_unreadable": Words(
        _("What the other platform sent is no request about copies of a state secret."),
        _("Ask the other platform to send it again."),
    ),
    "cooperation.dispute_unreadable": Words(
        _("What the other court sent is no dispute of an act."), _("Ask the other court to send it again.")
    ),
    "cooperation.not_this_peers_person": Words(
        _("The other platform does not speak for this person."), _("Ask the court at which the person is known.")
    ),
    "cooperation.number_differs": Words(
        _("This is not the identity number of who is entered as having acted."),
        _("Compare the number with the paper; only this person can dispute the act."),
    ),
    "cooperation.no_such_act": Words(
        _("There is no such act, or it is not yours to see."), _("Open the case again from your list.")
    ),
    "cooperation.nothing_to_print": Words(
        _("No paper was named."), _("Tick the papers that you printed and handed over.")
    ),
    "cooperation.printed_before": Words(
        _("These papers were noted as printed and handed over before."), _("Look at the log; nothing was noted twice.")
    ),
    "cooperation.online_without_account": Words(
        _("Who has no account cannot be served in this portal."),
        _("Open an account at the counter, or ask for paper in the answer about electronic service."),
    ),
    "cooperation.no_counter": Words(
        _("No court here can send this on: the court nearest to you is not known."),
        _("Go to the counter of any court of this region; a clerk hands it in with you."),
    ),
    "cooperation.court_not_reachable": Words(
        _("The competent court (%(court)s) is on no platform that this one is connected with."),
        _("Any counter takes your papers and sends them by post; or hand them in at that court."),
    ),
    "cooperation.unknown_kind": Words(
        _("This platform does not know messages of the kind “%(kind)s”."),
        _("Bring this platform up to date, or ask the sender to use a form that both know."),
    ),
    "cooperation.errand_unreadable": Words(
        _("The errand that arrived is not complete (%(what)s): nothing was taken in."),
        _("The helping court hands it in again, or sends the papers by post."),
    ),
    "cooperation.correction_unreadable": Words(
        _("The correction that arrived is not complete: nothing was changed."),
        _("Look over the pages and hand the correction in again, while its time runs."),
    ),
    "cooperating.not_asked_before": Words(
        _("The competent court asked for corrections before; it may ask only once."),
        _("The operator asks the competent court's platform."),
    ),
    "cooperating.in_time": Words(
        _("The time for the correction is over."),
        _("File the complaint anew, or ask the competent court; if something kept you, say so."),
    ),
    "cooperation.act_unreadable": Words(
        _("The act that arrived is not complete: nothing was done."), _("Open the case again and repeat the step.")
    ),
    "cooperation.not_this_peers_case": Words(
        _("Another platform is the owner of this case: what was shown of it is not believed."),
        _("The operator asks both platforms where the case lives."),
    ),
    "cooperation.no_such_person": Words(
        _("The person is not known on this platform."), _("The sending platform has to use the person's own platform.")
    ),
    "cooperation.sheet_unreadable": Words(
        _("What was shown of the case is not complete."), _("The owner of the case sends it again with the next step.")
    ),
    "cooperation.not_our_court": Words(
        _("The court %(court)s is not on this platform."), _("The sending court has to choose the right platform.")
    ),
    "cooperation.not_our_zone": Words(
        _("This message belongs between the two zones of one platform, and this is not the other zone of its sender."),
        _("The operator compares `zone` and `zone_peer` in the settings of both nodes."),
    ),
    "cooperation.handover_unreadable": Words(
        _("What was handed in did not arrive whole: the court could not take it in."),
        _("File again; the day of your first filing stands on its confirmation, tell the court of it."),
    ),
    "cooperation.received_later": Words(
        _("The filing bears a later hour than the message that brought it."),
        _("The operator sets the clocks of both nodes right; then file again."),
    ),
    "cooperation.message_unreadable": Words(
        _("What the payment service told did not arrive whole: nothing was changed."),
        _("The operator looks at both nodes; the court asks the payment service by itself."),
    ),
    "cooperation.ask_unreadable": Words(_("The request to show a page is not complete."), _LOOK_AGAIN),
    "cooperation.no_such_paper": Words(
        _("There is no such paper, or it is not yours to see."), _("Open it from the list of papers.")
    ),
    "cooperating.not_at_this_stage": Words(
        _("This has been done, or it is not its turn: the errand is at the stage “%(stage)s”."), _LOOK_AGAIN
    ),
    "cooperating.not_your_act": Words(_("This is done by: %(by)s."), _("Ask a colleague with that function.")),
    "competent.not_at_this_stage": Words(
        _("This has been done, or it is not its turn: the errand is at the stage “%(stage)s”."), _LOOK_AGAIN
    ),
    "competent.not_your_act": Words(_("This is done by: %(by)s."), _("Ask a colleague with that function.")),
    **service.REFUSALS,
}
