"""Texts of evidence."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.evidence.vocabulary import (
    Aspect,
    CaptureState,
    ChainRuling,
    ExhibitAct,
    ExhibitStage,
    PlatformAct,
    PlatformKind,
    PlatformStatus,
    ProofForm,
    Provenance,
    RoundKind,
    SecrecyAct,
    SecretGround,
)
from tongban.evidence.wording.findings import finding_text
from tongban.frame.words import Words
from tongban.register.vocabulary import SealVerdict

__all__ = [
    "ACTS",
    "ASPECTS",
    "ASPECT_QUESTIONS",
    "CAPTURES",
    "LACKS",
    "PLATFORM_ACTS",
    "PLATFORM_KINDS",
    "PLATFORM_STATUSES",
    "PROOF_FORMS",
    "PROVENANCE",
    "PROVENANCE_QUESTIONS",
    "REFUSALS",
    "ROUNDS",
    "RULINGS",
    "SECRECY_ACTS",
    "SECRET_GROUNDS",
    "STAGES",
    "VERDICTS",
    "finding_text",
]

STAGES = {
    ExhibitStage.SUBMITTED: _("handed in, not yet audited"),
    ExhibitStage.AUDITED: _("audited: may be used"),
    ExhibitStage.ORIGINAL_REQUIRED: _("the original is required"),
    ExhibitStage.USABLE: _("counts as the original"),
}
SECRET_GROUNDS = {
    SecretGround.TRADE: _("trade secret"),
    SecretGround.PRIVACY: _("privacy of a person"),
    SecretGround.LAW: _("another secret that the law protects"),
}
SECRECY_ACTS = {
    SecrecyAct.KEEP: _("Keep it secret"),
    SecrecyAct.LIFT: _("Lift the secrecy"),
}
ACTS = {
    ExhibitAct.PASS_AUDIT: _("Pass the audit"),
    ExhibitAct.REQUIRE_ORIGINAL: _("Require the original"),
    ExhibitAct.ACCEPT_FORM: _("Accept as the original"),
}
ASPECTS = {
    Aspect.AUTHENTICITY: _("Authenticity"),
    Aspect.LEGALITY: _("Legality"),
    Aspect.RELEVANCE: _("Relevance"),
}
ASPECT_QUESTIONS = {
    Aspect.AUTHENTICITY: _("Is it authentic: is it what it claims to be?"),
    Aspect.LEGALITY: _("Was it lawfully made and obtained?"),
    Aspect.RELEVANCE: _("Has it to do with what is to be proven?"),
}
PROVENANCE = {
    Provenance.SOURCE: _("Source"),
    Provenance.GENERATION: _("How it was made"),
    Provenance.STORAGE: _("How it was kept"),
    Provenance.NOTARY: _("Notary"),
    Provenance.WITNESS: _("Witness outside the parties"),
    Provenance.CORROBORATION: _("Data that agree with it"),
}
PROVENANCE_QUESTIONS = {
    Provenance.SOURCE: _("Where does it come from: which device, account, website or system?"),
    Provenance.GENERATION: _("How did it come into being: by a person, by a program, by itself? When?"),
    Provenance.STORAGE: _("Who kept it and how, until it was put on the chain?"),
    Provenance.NOTARY: _("Did a notary certify it? Which office, which number?"),
    Provenance.WITNESS: _("Was somebody outside the parties present, or did a third party take it?"),
    Provenance.CORROBORATION: _("Which other data agree with it: transfers, logs, messages?"),
}
RULINGS = {
    ChainRuling.UNALTERED: _("Unaltered since it was stored"),
    ChainRuling.REBUTTED: _("Rebutted by other evidence: not held unaltered since it was stored"),
    ChainRuling.NOT_RELIABLE: _("Not held reliable since it was stored, having weighed platform and technique"),
    ChainRuling.ASK_BEFORE: _("The party is to prove that it was true before it was stored"),
    ChainRuling.BEFORE_CONFIRMED: _("True before it was stored: confirmed"),
    ChainRuling.BEFORE_NOT_CONFIRMED: _("True before it was stored: not confirmed"),
    ChainRuling.EXPERT: _("A person with expert knowledge may speak"),
    ChainRuling.APPRAISAL: _("An appraisal is ordered"),
    ChainRuling.COLLECT: _("The court collects other evidence to compare"),
}
PLATFORM_KINDS = {
    PlatformKind.LEDGER: _("transparency log or blockchain with proofs to take away"),
    PlatformKind.STAMP: _("time stamps (RFC 3161)"),
    PlatformKind.CHAIN: _("consortium chain"),
}
PLATFORM_STATUSES = {
    PlatformStatus.UNDER_REVIEW: pgettext_lazy("evidence platform", "under review"),
    PlatformStatus.ADMITTED: pgettext_lazy("evidence platform", "admitted"),
    PlatformStatus.SUSPENDED: pgettext_lazy("evidence platform", "suspended"),
    PlatformStatus.WITHDRAWN: pgettext_lazy("evidence platform", "withdrawn"),
}
PLATFORM_ACTS = {
    PlatformAct.ADMIT: pgettext_lazy("evidence platform", "Admit"),
    PlatformAct.SUSPEND: pgettext_lazy("evidence platform", "Suspend"),
    PlatformAct.WITHDRAW: pgettext_lazy("evidence platform", "Withdraw"),
}
PROOF_FORMS = {
    ProofForm.LEDGER: _("proof bundle of a ledger"),
    ProofForm.STAMP: _("RFC 3161 time stamp"),
    ProofForm.CHAIN: _("proof from a chain"),
}
LACKS = {
    "proof.unreadable": _("The proof cannot be read: it is damaged, or of another form than it seems."),
    "proof.no_file_matches": _("None of this exhibit's files is the one that the proof is about."),
    "chain.paths_missing": _(
        "It names a block and does not prove that it stands in it. Ask the platform for the block's header and the"
        " paths of transaction and receipt (form evm-inclusion/v1)."
    ),
    "chain.path_ends": _("A path in it ends early. Ask the platform for the whole proof."),
    "chain.path_altered": _("A node of its paths is not the one that the block names: it was altered."),
    "chain.not_in_block": _("The block holds no such transaction at this place."),
    "chain.descendants_do_not_follow": _("The headers in it do not follow each other."),
    "chain.receipt_of_another_transaction": _("The receipt in it belongs to another transaction."),
    "chain.transaction_of_unknown_type": _("The transaction is of a type that is not known here."),
    "chain.another_chain": _("The transaction was signed for another chain than the proof says."),
    "chain.another_block": _("The chain has another block at this height: this one does not stand on it."),
    "chain.platform_unknown": _(
        "No contract in it is one of the register: ask the president of the court to enter the platform, then hand the"
        " proof in again."
    ),
    "chain.block_unvouched": _(
        "Nobody whom the court trusts confirms the block. Ask the platform for the headers up to a block that its entry"
        " in the register names, or the court to connect a node of the chain; then hand the proof in again."
    ),
    "chain.block_too_young": _(
        "Too few blocks follow on the chain, or it does not know the block yet. Hand the proof in again later."
    ),
    "chain.transaction_undone": _("The contract refused the transaction: nothing was stored."),
    "chain.time_of_its_writers": _("The time is the one that the makers of the block wrote into it."),
    "stamp.weak_digest": _("The time stamp uses a digest that is no longer safe."),
    "stamp.signature_wrong": _("The signature under the time stamp is wrong."),
    "stamp.authority_unknown": _("The signature fits, but who signed is unknown here: nobody vouches for the time."),
    "stamp.revocation_not_checked": _("Whether the authority's certificate was revoked was not asked."),
    "policy.caveat": _("The proof brought its own keys; nobody here vouches for them."),
    "independence.caveat": _("The keeper of the ledger is its only witness: the time is its own word."),
    "time.caveat": _("No witness put a time on it: since when is not proved."),
    "content.caveat": _("Whether the content was true when it was stored is not proved."),
    "head.missing": _("The signatures that the register asks for are missing."),
    "head.altered": _("A signature under the ledger's head is wrong."),
    "file.altered": _("The file is not the one that was stored."),
}
"""What an outside proof does not show, by the codes of the check; further codes concern only the technique."""
VERDICTS = {
    SealVerdict.MATCH: pgettext_lazy("verdict", "Unaltered"),
    SealVerdict.ALTERED: pgettext_lazy("verdict", "Altered"),
    SealVerdict.NOT_PROVEN: pgettext_lazy("verdict", "Not proven"),
    SealVerdict.CONFLICT: pgettext_lazy("verdict", "Two histories"),
}
ROUNDS = {RoundKind.EXCHANGE: _("Evidence exchange"), RoundKind.INQUIRY: _("Inquiry")}
CAPTURES = {
    CaptureState.ORDERED: _("The court is opening the page; this takes a few minutes."),
    CaptureState.TAKEN: _("Taken, and handed in as evidence."),
    CaptureState.REFUSED: _("The page was not taken."),
}
_OTHER_ADDRESS = _("Give the address at which anybody can see the page, as it stands in the browser’s address line.")
_BRING_IT = _("Take a screenshot and hand that in, or ask a notary to record the page.")
_AT_THE_HEARING = _("You can still say it at the hearing.")
_RELOAD = _("Reload the page to see where it stands.")
REFUSALS = {
    "evidence.from_mediation": Words(
        _("This was shown in the mediation. What was shown there for a settlement is no evidence in the trial."),
        _("Leave it out; or ask in the room of the mediation that all parties release it for the trial."),
    ),
    "evidence.title_missing": Words(
        _("The exhibit has no name."), _("Give it a short name, for example “bank transfer”.")
    ),
    "evidence.proves_missing": Words(
        _("It is not said what the exhibit is to prove."), _("Write in one sentence what it shows.")
    ),
    "evidence.file_missing": Words(_("No file was added."), _("Photograph the paper with your phone, or add a PDF.")),
    "evidence.too_long": Words(_("This is longer than %(limit)s signs."), _("Shorten it; a file can hold more.")),
    "evidence.submitted_before": Words(
        _("These files are in the case already, as %(number)s."),
        _("Look at the list of exhibits; nothing was added twice."),
    ),
    "evidence.no_such_exhibit": Words(
        _("There is no such exhibit in this case."), _("Open it from the list of exhibits.")
    ),
    "evidence.examined_before": Words(_("The exhibit has been examined already."), _RELOAD),
    "evidence.address_missing": Words(_("No address was given."), _OTHER_ADDRESS),
    "evidence.address_malformed": Words(_("This is not the address of a web page."), _OTHER_ADDRESS),
    "evidence.address_scheme": Words(
        _("The address begins with “%(scheme)s”; only http:// and https:// are opened."), _OTHER_ADDRESS
    ),
    "evidence.address_credentials": Words(
        _("The address holds a user name or a password."),
        _("Take it out. What only a signed-in person can see is not opened; take a screenshot and hand that in."),
    ),
    "evidence.address_port": Words(_("The address leads to port %(port)s, which is no web page."), _OTHER_ADDRESS),
    "evidence.address_not_public": Words(
        _("%(host)s is not on the public internet, so the court does not open it."), _OTHER_ADDRESS
    ),
    "evidence.page_unresolved": Words(
        _("There is no such site: %(host)s was not found."), _("Check the spelling of the address.")
    ),
    "evidence.page_unreachable": Words(
        _("%(host)s did not answer as a web site does (%(why)s)."),
        _("Try once more later. If it opens for you alone, take a screenshot and hand that in."),
    ),
    "evidence.page_too_large": Words(
        _("The page, or a file on it, is larger than %(limit)s."),
        _("Give the address of the part that matters, or take a screenshot and hand that in."),
    ),
    "evidence.page_too_slow": Words(_("The page did not finish loading in time."), _("Try once more later.")),
    "evidence.page_redirects": Words(
        _("The page sent the court on more than %(limit)s times."), _("Give the address at which it ends.")
    ),
    "evidence.page_is_a_download": Words(
        _("The address leads to a file (%(kind)s), not to a page."),
        _("Download the file and hand it in as it is."),
    ),
    "evidence.page_would_send": Words(_("The page opens only after something is sent to it (%(method)s)."), _BRING_IT),
    "evidence.capture_runs": Words(
        _("This page is being taken already."), _("You find it on the page of the evidence when it is done.")
    ),
    "evidence.captures_wait": Words(
        _("%(limit)s pages are waiting to be taken for you."), _("Order the next when one of them is done.")
    ),
    "evidence.own_exhibit": Words(
        _("This is an exhibit of your own side."), _("Give your opinion on the exhibits of the other side.")
    ),
    "evidence.commented_before": Words(_("You have given your opinion on this exhibit."), _AT_THE_HEARING),
    "evidence.opinion_missing": Words(_("This is not answered."), _("Choose yes or no.")),
    "evidence.reason_missing": Words(_("A “no” needs a reason."), _("Say briefly why you contest it.")),
    "evidence.differs_but_authentic": Words(
        _("You say that the file differs from the original, and also that it is authentic."),
        _("Change one of the two answers."),
    ),
    "evidence.nothing_to_exchange": Words(
        _("There is no exhibit in this case yet."), _("Open the exchange when a party has handed in an exhibit.")
    ),
    "evidence.round_runs": Words(_("Such a round is open already."), _("Close it first, or wait for its end.")),
    "evidence.no_such_round": Words(_("There is no such round in this case."), _RELOAD),
    "evidence.round_closed": Words(_("The round is closed already."), _RELOAD),
    "evidence.period_unreasonable": Words(
        _("The period must be between %(least)s and %(most)s days."), _("Choose a number of days in these limits.")
    ),
    "evidence.questions_missing": Words(_("There is no question."), _("Write one question on each line.")),
    "evidence.too_many_questions": Words(
        _("These are more than %(limit)s questions."), _("Join some, or ask the rest in a second inquiry.")
    ),
    "evidence.no_open_exchange": Words(_("No evidence exchange is open."), _AT_THE_HEARING),
    "evidence.no_open_inquiry": Words(_("No inquiry is open."), _AT_THE_HEARING),
    "evidence.period_over": Words(_("The period ended on %(until)s."), _AT_THE_HEARING),
    "evidence.no_such_question": Words(
        _("There is no such question in this case."), _("Open it from the page of the inquiry.")
    ),
    "evidence.answered_before": Words(_("You have answered this question."), _AT_THE_HEARING),
    "evidence.answer_missing": Words(_("The answer is empty."), _("Write your answer; “I do not know” is one too.")),
    "evidence.no_such_item": Words(
        _("“%(item)s” is none of the six items."), _("Open the page of the exhibit and use its form.")
    ),
    "evidence.one_file_an_item": Words(
        _("Two files were added to one item."), _("Join them in one file, or hand one in as an exhibit.")
    ),
    "evidence.nothing_shown": Words(
        _("All six items are empty."),
        _("Fill in at least one. You can also leave the page: the items are then shown as “not shown”."),
    ),
    "evidence.not_your_exhibit": Words(
        _("This exhibit was handed in by somebody else."), _("Show where your own exhibits come from.")
    ),
    "evidence.exchange_over": Words(_("The exchange of evidence is closed."), _AT_THE_HEARING),
    "evidence.ruling_missing": Words(_("No ruling was chosen."), _("Choose one of the rulings.")),
    "evidence.not_chained": Words(
        _("Nobody says that this exhibit was stored on a chain."),
        _("Its party can say so on the page of the exhibit."),
    ),
    "evidence.not_examined": Words(
        _("The other side was not heard on this exhibit yet."),
        _("Note its examination first, or wait for the opinion of the other side."),
    ),
    "evidence.check_without_match": Words(
        _("The check does not show that every file is what was stored, or another platform's proof contradicts it."),
        _("Look at the check on the page of the exhibit; run it again when the ledger has the proof."),
    ),
    "evidence.ruling_without_reasons": Words(_("This ruling needs reasons."), _("Say briefly on what it rests.")),
    "evidence.not_asked_before": Words(
        _("Its party was not asked about the time before it was stored, and has shown nothing."),
        _("Ask the party first; it can answer even when the exchange is closed."),
    ),
    "evidence.expert_without_motion": Words(
        _("A person with expert knowledge is heard when a party asks for it."),
        _("Name the party that asked, or order an appraisal."),
    ),
    "evidence.motion_of_no_party": Words(_("This is no party of the case."), _("Choose one of the parties.")),
    "evidence.proof_missing": Words(_("No proof was added."), _("Add one file: the proof that the platform gave you.")),
    "evidence.proof_too_large": Words(
        _("The proof is larger than %(limit)s MB."), _("Ask the platform for a proof without the file inside.")
    ),
    "evidence.proof_form_unknown": Words(
        _("This is no proof of a ledger (.zip, .tlog-proof), no time stamp (.tsr) and no proof from a chain (.json)."),
        _("Ask the platform for its proof in one of these forms; a certificate on paper is handed in as an exhibit."),
    ),
    "evidence.proof_handed_in_before": Words(
        _("This proof was handed in already."), _("Look at the page of the exhibit.")
    ),
    "evidence.president_alone": Words(_("This is done by the president of the court."), _("Hand it to the president.")),
    "evidence.platform_name_missing": Words(_("The platform has no name."), _("Write the name that it uses itself.")),
    "evidence.platform_operator_missing": Words(
        _("It is not said who runs the platform."), _("Write the operator's full name.")
    ),
    "evidence.platform_kind_missing": Words(_("No kind was chosen."), _("Choose one of the kinds.")),
    "evidence.platform_keys_unreadable": Words(
        _("What its proofs are checked with cannot be read."),
        _(
            "Paste a tlog-policy for a ledger, the authority's certificates (PEM) for time stamps, or the lines of a"
            " chain: chain, contract, block."
        ),
    ),
    "evidence.platform_decision_missing": Words(_("No decision was chosen."), _("Choose one of the decisions.")),
    "evidence.platform_entered_before": Words(
        _("A platform of this name stands in the register already."), _("Decide about the entry that is there.")
    ),
    "evidence.no_such_platform": Words(
        _("There is no such platform in this court's register."), _("Open it from the register.")
    ),
    "platform.not_at_this_stage": Words(
        _("The platform is at the stage “%(stage)s”: this cannot be done now."), _RELOAD
    ),
    "platform.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to the president.")),
    "platform.reason_given": Words(_("No reason was given."), _("Write the reason: everybody reads it in the list.")),
    "evidence.kept_secret": Words(
        _("The judge keeps this exhibit secret."), _("Nothing is done about it until the judge lifts the secrecy.")
    ),
    "evidence.secrecy_without_reasons": Words(_("The order needs reasons."), _("Say briefly on what it rests.")),
    "secrecy.not_at_this_stage": Words(_("The exhibit is secret already, or it is not."), _RELOAD),
    "secrecy.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to the judge of the case.")),
    "secrecy.ground_named": Words(_("No ground was chosen."), _("Choose one of the grounds of the article.")),
    "secrecy.not_examined": Words(
        _("The exhibit was examined: both sides have seen it."), _("What all have seen cannot be kept from them.")
    ),
    "exhibit.not_at_this_stage": Words(_("The exhibit is at the stage “%(stage)s”: this cannot be done now."), _RELOAD),
    "exhibit.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to a colleague with that function.")),
    "exhibit.ground_named": Words(_("No ground was chosen."), _("Choose one of the grounds of the article.")),
    "exhibit.compared": Words(
        _("“Compared” does not fit: not all files of it were compared, or a difference was found."),
        _("Have the clerk compare it with the original first, or choose another ground."),
    ),
    "exhibit.unopposed": Words(
        _("“No objection” does not fit: the other side has not spoken yet, or has objected."),
        _("Choose another ground, or wait for its opinion."),
    ),
}
