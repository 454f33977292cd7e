"""Texts of hearings."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.frame.words import Words
from tongban.hearings.vocabulary import Difficulty, HearingState, Part, Speaker, Way

STATES = {
    HearingState.SET: pgettext_lazy("hearing", "set"),
    HearingState.OPEN: pgettext_lazy("hearing", "in session"),
    HearingState.CLOSED: pgettext_lazy("hearing", "closed"),
    HearingState.LIFTED: pgettext_lazy("hearing", "lifted: the procedure was converted"),
}
PARTS = {
    Part.OPENING: _("Opening"),
    Part.INVESTIGATION: _("Investigation"),
    Part.EXAMINATION: _("Examination of evidence"),
    Part.DEBATE: _("Debate"),
    Part.FINAL: _("Final statements"),
    Part.MEDIATION: _("Mediation in court"),
}
SPEAKERS = {
    Speaker.JUDGE: pgettext_lazy("speaker", "judge"),
    Speaker.CLERK: pgettext_lazy("speaker", "clerk"),
    Speaker.PLAINTIFF: pgettext_lazy("speaker", "plaintiff"),
    Speaker.DEFENDANT: pgettext_lazy("speaker", "defendant"),
    Speaker.THIRD_PARTY: pgettext_lazy("speaker", "third party"),
    Speaker.AGENT: pgettext_lazy("speaker", "agent"),
    Speaker.GUARDIAN: pgettext_lazy("speaker", "guardian"),
    Speaker.PROCURATOR: pgettext_lazy("speaker", "procurator"),
    Speaker.WITNESS: pgettext_lazy("speaker", "witness"),
}
WAYS = {
    Way.ONLINE: _("confirmed online"),
    Way.PAPER: _("signed on paper"),
    Way.REFUSED: _("refused to sign"),
}
DIFFICULTIES = {
    Difficulty.TIME_ZONE: _("We live in different time zones"),
    Difficulty.WORK: _("Work does not allow the same hour"),
    Difficulty.HEALTH: _("Illness or care"),
    Difficulty.EQUIPMENT: _("No stable connection at the same time"),
    Difficulty.OTHER: _("Another reason, told below"),
}
_RELOAD = _("Reload the page to see where it stands.")
_COURTROOM = _("The hearing takes place in the courtroom, or online by video if the court allows it.")
REFUSALS = {
    "hearings.by_word_in_simplified_only": Words(
        _("An agent is named by word in the simplified procedure only."),
        _("Let the party hand in a power of attorney before the hearing."),
    ),
    "hearings.both_sides_must_be_here": Words(
        _("An agent is named by word only where both sides have come themselves."),
        _("Let the party hand in a power of attorney."),
    ),
    "hearings.party_not_in_the_room": Words(
        _("This party has not come itself."), _("Only who is in the room names an agent by word.")
    ),
    "hearings.not_heard_at_once": Words(
        _("An agent is named by word only where both sides came together and the case is heard at once."),
        _("Confirm it if that is so; otherwise let the party hand in a power of attorney."),
    ),
    "hearings.async_no_difficulty": Words(
        _("It is not said why the parties cannot be online at the same time."), _("Choose the reason that fits best.")
    ),
    "hearings.async_no_application": Words(
        _("The law asks for a written application."), _("Write why you ask for it, in a few sentences.")
    ),
    "hearings.async_consent": Words(
        _("Every party must agree to it. Not agreed: %(who)s."),
        _("Ask the other side to agree, or come to the courtroom."),
    ),
    "hearings.async_no_exchange": Words(
        _("There has been no evidence exchange or inquiry online yet."),
        _("Wait until the court has held and closed one."),
    ),
    "hearings.async_no_answer": Words(
        _("It is not known whether the main facts are in dispute: %(who)s has not answered the complaint."),
        _("Wait for the answer to the complaint."),
    ),
    "hearings.async_facts_disputed": Words(
        _("The main facts are in dispute: %(who)s does not accept them."), _COURTROOM
    ),
    "hearings.async_evidence_disputed": Words(
        _("Evidence is in dispute, or nobody has spoken about it: %(which)s."), _COURTROOM
    ),
    "hearings.async_asked_before": Words(_("You have asked for it already."), _("The court will decide and tell you.")),
    "hearings.too_long": Words(_("This is longer than %(limit)s signs."), _("Shorten it.")),
    "hearings.place_missing": Words(_("The place is missing."), _("Name the courtroom, for example “Courtroom 3”.")),
    "hearings.time_missing": Words(_("Day and hour are missing."), _("Give both.")),
    "hearings.time_past": Words(_("This time is past."), _("Choose a later one.")),
    "hearings.time_too_far": Words(_("This day is more than a year away."), _("Check the year.")),
    "hearings.notice_too_short": Words(
        _("In ordinary procedure the parties are told at least %(days)s days before."), _("Choose a later day.")
    ),
    "hearings.not_that_day": Words(_("The parties are summoned for %(day)s."), _("Open the hearing on that day.")),
    "hearings.nobody_present": Words(_("Nobody was marked as present."), _("Tick the parties that are in the room.")),
    "hearings.room_or_online": Words(
        _("%(who)s is marked as being in the room and online."), _("Tick the one place where this person takes part.")
    ),
    "hearings.online_not_agreed": Words(
        _("%(who)s takes part online only with the party's own consent to hearings online, and there is none."),
        _("The party agrees on its page of the case, or comes to the courtroom; the others may stay online."),
    ),
    "hearings.online_unchecked": Words(
        _("The identity of %(who)s was not checked anew for this hearing."),
        _("Let this person check the identity again on the page “Your identity”, then open the hearing."),
    ),
    "hearings.agent_without_authority": Words(
        _("%(agent)s has no authority on this day: the court has not accepted the papers, or they no longer count."),
        _("Check the papers on the page “Agents” first, or go on without this agent."),
    ),
    "hearings.party_comes_itself": Words(
        _("In a divorce %(party)s comes itself, although an agent is here."),
        _("Mark who handed in its will in writing because it cannot come, or set another day."),
    ),
    "hearings.no_such_hearing": Words(_("There is no such hearing in this case now."), _RELOAD),
    "hearings.part_missing": Words(_("The part of the hearing is missing."), _("Choose it from the list.")),
    "hearings.speaker_missing": Words(_("It is not said who speaks."), _("Choose the speaker from the list.")),
    "hearings.name_missing": Words(_("The name of the speaker is missing."), _("Write the name.")),
    "hearings.text_missing": Words(_("The line is empty."), _("Type what was said.")),
    "hearings.no_such_line": Words(
        _("There is no line %(number)s to correct."), _("Look at the numbers beside the lines.")
    ),
    "hearings.record_empty": Words(_("The record is empty."), _("Write the record before the hearing is closed.")),
    "hearings.other_record": Words(
        _("This is not the record that you were shown."), _("Read the record again, then confirm it.")
    ),
    "hearings.was_absent": Words(
        _("Only who was present confirms the record."), _("If you were there, tell the clerk at once.")
    ),
    "hearings.confirmed_before": Words(_("The record has been confirmed or signed already."), _RELOAD),
    "hearings.no_such_party": Words(_("There is no such party in this case."), _RELOAD),
    "hearings.way_missing": Words(_("It is not said how the party signed."), _("Choose one of the two.")),
    "hearings.witness_unnamed": Words(
        _("A witness's words are noted under the name of a witness whom the judge called in."),
        _("Choose the witness from the list; call the witness in first."),
    ),
    "hearings.other_witness": Words(
        _("A line is corrected as a line of the same speaker."), _("Choose the witness who said it.")
    ),
    "hearings.witness_not_called": Words(
        _("%(witness)s is not in the room."), _("Call the witness in, on the page “Witnesses”.")
    ),
    "hearings.witness_still_here": Words(
        _("A witness is still being heard."), _("Release the witness, then close the hearing.")
    ),
    "hearings.other_guarantee": Words(
        _("This is not the promise that the court asks for now."), _("Reload the page, read it and sign it.")
    ),
    "hearings.statement_empty": Words(
        _("The record holds nothing that this witness said."), _("Ask the clerk to look at the record.")
    ),
    "hearings.other_statement": Words(
        _("This is not the statement that you were shown."), _("Read it again, then confirm it.")
    ),
    "hearings.refusal_without_reason": Words(
        _("A refusal to sign is noted with its circumstances."), _("Write in one sentence what happened.")
    ),
}
