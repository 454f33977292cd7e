"""Texts about who acts for a party."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.cases.vocabulary.agents import AgentKind, AuthorityState, Power, Proof, Scope, Source
from tongban.frame.words import Words

AGENT_KINDS = {
    AgentKind.STATUTORY: _("guardian of a minor or of somebody who cannot act"),
    AgentKind.APPOINTED: _("guardian for this case, named by the court"),
    AgentKind.PROCURATOR: _("procurator sent by the procuratorate"),
    AgentKind.LAWYER: _("lawyer"),
    AgentKind.LEGAL_AID: _("lawyer of legal aid"),
    AgentKind.LEGAL_WORKER: _("legal services worker"),
    AgentKind.RELATIVE: _("close relative"),
    AgentKind.STAFF: _("member of the party's staff"),
    AgentKind.COMMUNITY: _("recommended by the neighbourhood or the employer"),
    AgentKind.ASSOCIATION: _("recommended by an association"),
}
POWERS = {
    Power.ADMIT: _("accept a claim, wholly or in part"),
    Power.WAIVE: _("give up a claim"),
    Power.CHANGE: _("change the claims"),
    Power.SETTLE: _("settle the dispute"),
    Power.WITHDRAW: _("withdraw the case or an application"),
    Power.COUNTERCLAIM: _("bring a counterclaim"),
    Power.APPEAL: _("appeal"),
    Power.RECEIVE: _("receive money"),
    Power.CHOOSE_ONLINE: _("answer what may be done online"),
}
SCOPES = {
    Scope.GENERAL: _("general: everything except what is listed as special"),
    Scope.SPECIAL: _("special: also what is ticked below"),
}
SOURCES = {
    Source.PAPER: _("by papers"),
    Source.ORAL: _("by word in court; the record of the hearing says so"),
}
AUTHORITY_STATES = {
    AuthorityState.HANDED_IN: _("the court checks the papers"),
    AuthorityState.ACCEPTED: pgettext_lazy("authority", "accepted by the court"),
    AuthorityState.RETURNED: _("papers are missing"),
    AuthorityState.REVOKED: pgettext_lazy("authority", "revoked"),
}
PROOFS = {
    Proof.MANDATE: _("power of attorney, signed or sealed by the party"),
    Proof.IDENTITY: _("identity paper"),
    Proof.GUARDIANSHIP: _("proof of guardianship"),
    Proof.APPOINTMENT: _("the court's decision that names the guardian"),
    Proof.DISPATCH: _("notice of the procuratorate that sends its officer"),
    Proof.LICENCE: _("practising licence"),
    Proof.FIRM_LETTER: _("letter of the law firm"),
    Proof.AID_LETTER: _("letter of the legal aid centre"),
    Proof.INTRODUCTION: _("letter of introduction of the legal services office"),
    Proof.DISTRICT: _("proof that one side lives in the office's district"),
    Proof.KINSHIP: _("proof of kinship"),
    Proof.EMPLOYMENT: _("proof of employment"),
    Proof.RECOMMENDATION: _("letter of recommendation"),
    Proof.MEMBERSHIP: _("proof that the party belongs to the neighbourhood or the employer"),
    Proof.ASSOCIATION_FITS: _("proof that the association may recommend"),
}
_ASK = _(
    "Ask the party for a power of attorney that names it, hand that in under “Who acts for whom”, and try again when "
    "the court has accepted it. The party can also do it itself."
)
AGENT_REFUSALS = {
    "cases.not_by_word": Words(
        _("Who acts by law or by office is not named by word."), _("Let this person hand in the paper that shows it.")
    ),
    "cases.beyond_authority": Words(_("The power of attorney of %(agent)s does not name this power: %(power)s."), _ASK),
    "cases.party_states_it_itself": Words(
        _("In a divorce the party decides this in person, not through %(agent)s: %(power)s."),
        _("The party comes to the court itself, or states its will in writing when it cannot come."),
    ),
    "cases.authority_over": Words(
        _("The authority of %(agent)s in this case does not count: it has not begun, has run out or was revoked."),
        _("Ask the party for a new power of attorney, and hand it in."),
    ),
    "cases.agent_of_another_party": Words(
        _("%(agent)s acts for another party of this case already, and an account acts for one party of a case."),
        _("Return the authority: the party names another agent, or this one acts on paper and in the courtroom."),
    ),
    "cases.agents_do_not_entrust": Words(
        _("An agent names and dismisses no agents."), _("The party does it itself, online or at the court's counter.")
    ),
    "cases.authority_is_checked_by_the_court": Words(
        _("A clerk or a judge of the court checks powers of attorney."), _("Ask the clerk of this case.")
    ),
    "cases.no_such_authority": Words(
        _("There is no such authority, or it is not yours to see."), _("Open it from the page of the case.")
    ),
    "cases.authority_not_open": Words(
        _("This authority was returned or is over already."), _("Hand in a new one where somebody is still to act.")
    ),
    "cases.authority_by_law_stands": Words(
        _("A guardian acts by law: the party cannot dismiss one."),
        _("Tell the court when guardianship has ended or changed; the clerk notes it."),
    ),
    "cases.agent_kind_missing": Words(
        _("It is not said as what the agent acts."), _("Choose lawyer, relative or another kind from the list.")
    ),
    "cases.agent_name_missing": Words(_("The agent's name is missing."), _("Write it as on the identity paper.")),
    "cases.agent_is_a_minor": Words(
        _("By the number of the paper, this person is a minor, who cannot act for another."), _("Name an adult.")
    ),
    "cases.agent_firm_missing": Words(
        _("The firm is missing."), _("Write the name of the law firm or legal services office.")
    ),
    "cases.guardian_of_a_natural_person": Words(
        _("Only a person can have a guardian; this party is an organisation."),
        _("Choose another kind: a member of its staff or a lawyer."),
    ),
    "cases.authority_scope_missing": Words(
        _("It is not said whether the power of attorney is general or special."),
        _("Choose one. The words “full power” alone are a general one."),
    ),
    "cases.authority_powers_missing": Words(
        _("A special power of attorney names each power; none is ticked."),
        _("Tick what the paper names, or choose a general one."),
    ),
    "cases.no_such_power": Words(_("There is no power “%(typed)s”."), _("Choose from the list.")),
    "cases.authority_day_unreadable": Words(
        _("This day is missing or cannot be read."), _("Choose the day, for instance 2026-11-26.")
    ),
    "cases.authority_over_before_it_begins": Words(
        _("The last day lies before the first one, or is over."), _("Correct the days, or leave the last one empty.")
    ),
    "cases.authority_paper_missing": Words(
        _("The power of attorney, or the paper that stands for it, is not attached."),
        _("Add a photograph or a PDF of every page, with the signature or seal."),
    ),
    "cases.agents_two_already": Words(
        _("This party has %(most)s agents already, and that is as many as the law allows."),
        _("Revoke one first, then hand in the new one."),
    ),
    "cases.agent_named_before": Words(
        _("This agent is named for this party already."),
        _("Wait for the court's check; to change the powers, revoke the old authority and hand in a new one."),
    ),
    "cases.agent_mediated": Words(
        _("This person mediated in the case, and acts for nobody in it."), _("Name somebody else.")
    ),
    "cases.agent_on_both_sides": Words(
        _("This person stands on the other side of the case."), _("Name somebody who has nothing to do with that side.")
    ),
    "cases.guardian_on_the_other_side": Words(
        _("A guardian who stands on the other side of a dispute does nothing for the person in his care."),
        _("Another guardian acts. If there is none, or they cannot agree, ask the court to appoint who acts."),
    ),
    "cases.firm_on_both_sides": Words(
        _("The firm %(firm)s acts for the other side of this case."), _("Name an agent of another firm.")
    ),
    "cases.agent_name_differs": Words(
        _("The identity number belongs to another name than %(agent)s."),
        _("Compare the paper; if it is wrong, return the authority."),
    ),
    "cases.agent_in_this_court": Words(
        _("%(agent)s judges this case or keeps its record."), _("Return the authority: the party names somebody else.")
    ),
    "cases.agent_of_this_court": Words(
        _("%(agent)s serves or served at this court, and acts here for a ward or a near relative only."),
        _("Return the authority: the party names somebody else."),
    ),
    "cases.missing_papers_unnamed": Words(
        _("It is not said which papers are missing."), _("Tick at least one paper that this kind of agent shows.")
    ),
}
AGENT_LABELS: dict[str, dict[str, object]] = {"power": {power.value: words for power, words in POWERS.items()}}
