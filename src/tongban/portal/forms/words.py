"""Words of the portal that depend on codes: what a fact of a case means to a party, what an errand's log says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary import Act, Choice, Side, Stage, Step
from tongban.cases.vocabulary.losses import Loss
from tongban.cases.wording import PROCEDURE_STAGES
from tongban.cooperation.vocabulary import Owed

AGENT_ASKED = {
    "kind": _("Acts as"),
    "name": _("Name"),
    "id_number": _("Number on the paper"),
    "firm": _("Law firm or legal services office"),
    "scope": _("Authority"),
    "powers": _("Special powers"),
    "since": _("First day"),
    "until": _("Last day"),
    "files": _("Files"),
}
DRAFT_TASKS = {
    "paper": _("From your document"),
    "read": _("Look at what was read"),
    "read_hint": _("Nothing of it counts before you have confirmed it."),
    "recognising_hint": _("Your document is being recognised; you can go on meanwhile."),
    "write": _("Write your complaint"),
    "agent": _("Who acts for you?"),
    "agent_hint": _("Only if a lawyer or somebody else acts for you."),
    "own_authority": _("You act for your client"),
    "own_authority_hint": _("The power of attorney, and what shows who you are."),
    "finish": _("Look over and hand in"),
    "court": _("Which court, and what will it cost?"),
    "check": _("Check your answers and hand in"),
    "correct": _("Look over and hand in your correction"),
    "check_hint": _("Some answers are still missing; you can look already."),
}
MEDIATION = {
    "likely": _("Most such disputes can be settled by mediation, which costs nothing before the case is registered."),
    "possible": _("Mediation often helps; the court offers it before and during the case."),
    "rare": _("Such disputes are seldom settled by mediation."),
}
HOME = {
    "drafts": _("What you have begun"),
    "filings": _("What you have handed in"),
    "cases": _("Your cases"),
    "waiting": _("Waiting for you"),
    "draft_hint": _("Saved; go on whenever you like."),
    "in_your_name": _("A complaint was filed in your name"),
}
SIDES = {
    Side.PLAINTIFF.value: _("plaintiff"),
    Side.DEFENDANT.value: _("defendant"),
    Side.THIRD_PARTY.value: _("third party"),
}
CASE_STAGES: dict[str, object] = {
    **PROCEDURE_STAGES,
    Stage.DOCKETED.value: _("The case is registered; the court fee is to be paid."),
    Stage.PREPARATION.value: _("Both sides prepare: answer, evidence, questions."),
    Stage.HEARING_SET.value: _("The day of the hearing is set."),
    Stage.HEARING.value: _("The hearing is going on."),
    Stage.DELIBERATION.value: _("The hearing is over; the judge prepares the judgment."),
    Stage.DECIDED.value: _("The judgment is signed and is being served."),
    Stage.APPEAL_PERIOD.value: _("The judgment is served; either side may appeal."),
    Stage.EFFECTIVE.value: _("The judgment has taken effect."),
    Stage.WITHDRAWN.value: _("The case ended: the action was withdrawn, or the fee was not paid."),
    Stage.TRANSFERRED.value: _("The case went to another court, which is competent."),
}
CASE_STAGES_SHORT: dict[str, object] = {
    **PROCEDURE_STAGES,
    Stage.DOCKETED.value: _("registered"),
    Stage.PREPARATION.value: _("being prepared"),
    Stage.HEARING_SET.value: _("hearing set"),
    Stage.HEARING.value: _("in hearing"),
    Stage.DELIBERATION.value: _("awaiting judgment"),
    Stage.DECIDED.value: _("decided"),
    Stage.APPEAL_PERIOD.value: _("appeal period"),
    Stage.EFFECTIVE.value: _("in effect"),
    Stage.WITHDRAWN.value: pgettext_lazy("case", "ended"),
    Stage.TRANSFERRED.value: pgettext_lazy("case", "at another court"),
}
ACT_TITLES: dict[str, object] = {
    Act.DECLINE_MEDIATION.value: _("Mediation was offered: do you want a judgment instead?"),
    Act.CONSENT.value: _("Say, step by step, what may be done online"),
    Act.ANSWER.value: _("Answer the complaint"),
    Act.SUBMIT_EXHIBIT.value: _("Hand in evidence"),
    Act.COMMENT_EXHIBIT.value: _("Say what you think of the evidence"),
    Act.ANSWER_INQUIRY.value: _("Answer the judge's questions"),
    Act.ASK_ASYNC_HEARING.value: _("Ask for a hearing at different times"),
    Act.CONFIRM_RECORD.value: _("Read and confirm the record of the hearing"),
}
ACTS_BY_LAW = _("acts by: %(name)s")
LOST: dict[str, object] = {
    Loss.DEATH.value: pgettext_lazy("of a party", "has died"),
    Loss.CAPACITY.value: pgettext_lazy("of a party", "can no longer act itself"),
}
LOSS_TASK = _("Tell the court that a party died or cannot act any more")
ACT_HINTS: dict[str, object] = {
    Act.DECLINE_MEDIATION.value: _("Declining has no disadvantage. Do nothing if you would like to try it."),
    Act.CONSENT.value: _("You are free to choose; you may say no to each."),
}
STEPS = {
    Step.SERVICE.value: _("Papers served in this portal"),
    Step.EXCHANGE.value: _("Exchange of evidence online"),
    Step.INQUIRY.value: _("Questions of the judge online"),
    Step.RECORD.value: _("Reading and confirming records online"),
    Step.HEARING.value: _("Hearing by video"),
    Step.MEDIATION.value: _("Mediation online"),
}
CHOICES = {
    Choice.ONLINE.value: pgettext_lazy("consent", "Yes, online"),
    Choice.OFFLINE.value: pgettext_lazy("consent", "No, in the usual way"),
}
DECLINE_REASONS = {
    "wants_judgment": _("I want the court to decide"),
    "no_trust": _("I do not trust the other side to keep an agreement"),
    "tried_before": _("We tried before, without success"),
    "other": pgettext_lazy("reason for declining", "Another reason"),
}
CLOCK_OWNERS = {
    "me": _("You have until then"),
    "court": _("The court has until then"),
    "other": _("The other side has until then"),
    "mediator": _("The mediator has until then"),
}
ANSWERS = {
    "accepted": _("The case is registered."),
    "refused": _("The court refused the filing by a ruling; you can appeal."),
    "returned": _("The court could not take your filing in. Nothing was filed there."),
}
REMOTE = {
    "sent": _("On its way to the court that has the case. This takes seconds; you may also come back later."),
    "done": _("Done: the court that has the case has recorded it."),
    "refused": _("The court that has the case did not take it. Nothing was changed there."),
}
CLOCK_LABELS = {
    Owed.DECISION: _("The court decides whether it takes the case"),
    Owed.ANSWER: _("The competent court answers"),
    Owed.CORRECTION: _("You hand in the correction"),
}
CLOCK_LAWS = {
    Owed.DECISION: "CPL 126; 在线诉讼规则 9(2)",
    Owed.ANSWER: "川渝跨域立案协议 2020",
    Owed.CORRECTION: "在线诉讼规则 9(2)",
}
PAPER_STAGES = {
    "ordered": _("It is being prepared and not signed yet."),
    "rendered": _("It was issued without an electronic signature of its own."),
    "signed": _("It is signed, and any later change of the file can be detected."),
    "kept": _("It was handed in to the court."),
}
ACCOUNT_LEVELS = {
    "none": _("not proven"),
    "account": _("by your account alone"),
    "document": _("by name and number, compared with your case or by an identity platform"),
    "live": _("by your face"),
    "counter": _("in person at a court's counter"),
}
HALL_CAPTION = _("Judgments (%(n)s)")
HALL_EMPTY = _("No judgment fits this search.")
HALL_COLUMNS = (_("Case"), _("Court"), _("Cause"), _("Date of the judgment"))

DEVICES_DONE = {
    "one": _("That device is signed out."),
    "others": _("All other devices and programs are signed out."),
}
IDENTITY_DONE = {
    "again": _("The court has noted that it is you. Go on with what you were doing."),
    "face": _("Paper and face agree: the court knows you more surely now."),
    "face_failed": _("The service did not find that paper and face agree. Try again, or go to a counter."),
}
IDENTITY_CORRECTED = _("A court has corrected your name or number on record: look whether it is right now")
BESIDE_DONE = {
    "heads": _("The register names you as the legal representative; you act for the organisation now."),
    "named": _("The helper can act beside you from now on."),
    "ended": _("It has ended."),
    "stated": _("The court has noted it."),
}
