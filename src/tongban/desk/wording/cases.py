"""Words about cases: stages, acts, tracks, periods."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import Act, Choice, Side, Stage, Step
from tongban.cases.wording import PROCEDURE_STAGES

ACTS = {
    Act.OFFER_MEDIATION: _("Offer mediation"),
    Act.DECLINE_MEDIATION: _("Mediation declined by a party"),
    Act.REFER_MEDIATION: _("Refer to a mediator"),
    Act.NOTE_PAYMENT: _("Note the payment"),
    Act.LAPSE_UNPAID: _("Treat as withdrawn: fee not paid"),
    Act.SERVE_DEFENDANT: _("Serve the defendant"),
    Act.JOIN: _("Party joins"),
    Act.CONSENT: _("Consent to online steps"),
    Act.ANSWER: _("Statement of defence"),
    Act.SUBMIT_EXHIBIT: _("Exhibit from a party"),
    Act.OPEN_EXCHANGE: _("Open the exchange of evidence"),
    Act.COMMENT_EXHIBIT: _("Comment on an exhibit"),
    Act.AUDIT_EXHIBIT: _("Audit an exhibit"),
    Act.EXAMINE_EXHIBIT: _("Note the examination of an exhibit"),
    Act.RULE_ON_CHAIN: _("Rule about a chained exhibit"),
    Act.OPEN_INQUIRY: _("Open an inquiry in writing"),
    Act.ANSWER_INQUIRY: _("Answer to the inquiry"),
    Act.CLOSE_ROUND: _("Close the round"),
    Act.ASK_ASYNC_HEARING: _("Request for an asynchronous hearing"),
    Act.SET_HEARING: _("Set the hearing"),
    Act.OPEN_HEARING: _("Open the hearing"),
    Act.WRITE_RECORD: _("Write the record"),
    Act.CHANGE_CAUSE: _("Change the cause"),
    Act.CLOSE_HEARING: _("Close the hearing"),
    Act.EXCLUDE_DAYS: _("Leave days out of a period"),
    Act.ASK_EXTENSION: _("Propose to extend a period"),
    Act.EXTEND_LIMIT: _("Decide on extending a period"),
    Act.CONFIRM_RECORD: _("Parties confirm the record"),
    Act.NOTE_SIGNATURE: _("Note a signature on paper"),
    Act.SIGN_JUDGMENT: _("Draft and sign the judgment"),
    Act.NOTE_ALL_SERVED: _("All parties served"),
    Act.TAKE_EFFECT: _("The judgment takes effect"),
    Act.ASK_WITHDRAWAL: _("The plaintiff asks to withdraw"),
    Act.ALLOW_WITHDRAWAL: _("The action is withdrawn"),
    Act.CHANGE_CLAIM: _("Change of the claims asked for"),
    Act.COUNTERCLAIM: _("Counterclaim"),
    Act.OBJECT_TO_JURISDICTION: _("Objection to jurisdiction"),
    Act.TRANSFER: _("Transfer to another court"),
    Act.APPLY_PRESERVATION: _("Preservation asked for"),
    Act.ASK_JOINDER: _("Joinder of a party asked for"),
    Act.APPLY_EVIDENCE_PRESERVATION: _("Preservation of evidence asked for"),
    Act.APPLY_RECUSAL: _("Somebody of the court was asked to withdraw"),
    Act.NOTE_RECUSAL: _("Note that a party asks somebody to withdraw"),
    Act.ASK_RESTORATION: _("A party asks that a period be restored"),
    Act.NOTE_RESTORATION: _("Note that a party asks for a period to be restored"),
    Act.RESTORE_APPEAL: _("The time to appeal runs again"),
}
CONVERT = _("Convert the procedure")
DISPUTED = _("A visitor disputes an act")
RECORD_RESULT = _("Record the result of the second instance")
PAGES = {
    "agents": _("Agents"),
    "conduct": _("Judge and clerk"),
    "losses": _("Suspension and succession"),
    "online": _("Online or not"),
    "fees": _("Fee and payments"),
    "delivery": _("Service of documents"),
    "evidence": _("Exhibits"),
    "originals": _("On paper and online"),
    "mediation": _("Mediation"),
    "motions": _("Applications in the case"),
    "hearings": _("Hearing"),
    "judgments": _("Judgment"),
    "publication": _("Publication"),
}
STAGES: dict[str, Promise] = {
    **PROCEDURE_STAGES,
    Stage.DOCKETED: _("registered, fee open"),
    Stage.PREPARATION: _("preparation of the hearing"),
    Stage.HEARING_SET: _("hearing set"),
    Stage.HEARING: _("in hearing"),
    Stage.DELIBERATION: _("judgment to be written"),
    Stage.DECIDED: _("decided, being served"),
    Stage.APPEAL_PERIOD: _("appeal period"),
    Stage.EFFECTIVE: _("in effect"),
    Stage.WITHDRAWN: _("withdrawn, or treated so"),
    Stage.TRANSFERRED: _("transferred"),
}
SIDES = {
    Side.PLAINTIFF: _("plaintiff"),
    Side.DEFENDANT: _("defendant"),
    Side.THIRD_PARTY: _("third party"),
}
STEPS = {
    Step.SERVICE: _("electronic service"),
    Step.EXCHANGE: _("exchange of evidence"),
    Step.INQUIRY: _("inquiry"),
    Step.RECORD: _("online confirmation of the record"),
    Step.HEARING: _("online hearing"),
    Step.MEDIATION: _("online mediation"),
}
CHOICES = {Choice.ONLINE: pgettext_lazy("consent", "online"), Choice.OFFLINE: pgettext_lazy("consent", "not online")}
