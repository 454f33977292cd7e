"""Texts of evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.evidence.vocabulary import (
    Aspect,
    CaptureState,
    Cure,
    ExhibitAct,
    ExhibitStage,
    FindingKind,
    RoundKind,
    Trigger,
)
from tongban.frame.words import Words

STAGES = {
    ExhibitStage.SUBMITTED: _("handed in, not yet audited"),
    ExhibitStage.AUDITED: _("audited: may be used"),
    ExhibitStage.ORIGINAL_REQUIRED: _("the original is required"),
    ExhibitStage.USABLE: _("counts as the original"),
}
ACTS = {
    ExhibitAct.PASS_AUDIT: _("Pass the audit"),
    ExhibitAct.REQUIRE_ORIGINAL: _("Require the original"),
    ExhibitAct.ACCEPT_FORM: _("Accept as the original"),
}
TRIGGERS = {
    Trigger.DIFFERS: _("the other side says, with reasons, that it differs from the original"),
    Trigger.UNCLEAR: _("it is incomplete, unclear or in the wrong format"),
    Trigger.FILE_RULES: _("the rules on court files ask for the original"),
    Trigger.COURT: _("the court holds it necessary"),
}
CURES = {
    Cure.NOT_OBJECTED: _("the other side did not object"),
    Cure.NOTARISED: _("a notary certified how it was made"),
    Cure.CONFIRMED_BEFORE: _("a court confirmed it in an earlier case"),
    Cure.COMPARED: _("it was compared with the original"),
    Cure.CORROBORATED: _("other evidence proves that it agrees"),
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
    "exhibit.not_at_this_stage": Words(_("The exhibit is at the stage “%(stage)s”: this cannot be done now."), _RELOAD),
    "exhibit.not_your_act": Words(_("This is done by: %(by)s."), _("Hand it to a colleague with that function.")),
    "exhibit.ground_named": Words(_("No ground was chosen."), _("Choose one of the grounds of the article.")),
    "exhibit.unopposed": Words(
        _("“No objection” does not fit: the other side has not spoken yet, or has objected."),
        _("Choose another ground, or wait for its opinion."),
    ),
}

Said = str | Promise


@dataclass(slots=True)
class FindingText:
    """A finding as people read it: a heading, verdicts with their mood (a kind of status), lines, and a long text."""

    title: Said
    verdicts: list[tuple[Said, str]]
    lines: list[tuple[Said, Said]]
    note: Said = ""
    long: str = ""
    long_title: Said = ""
    listed: list[tuple[str, str]] = field(default_factory=list)
    """Name and digest of what hangs on it."""


_TLS = {
    "valid": (_("encrypted; the certificate of the site holds"), "done"),
    "invalid": (_("encrypted, but the certificate of the site does not hold"), "problem"),
    "none": (_("not encrypted: who answered is not proven"), "waiting"),
}
_DKIM = {
    "valid": (_("the signature of %(domain)s holds: headers and text are as they were sent"), "done"),
    "broken": (_("the signature of %(domain)s does not hold: something was changed"), "problem"),
    "no_key": (_("the signature of %(domain)s cannot be checked any more: its key is not published"), "waiting"),
    "not_checked": (_("the signature of %(domain)s was not checked: its key could not be asked for"), "waiting"),
    "unreadable": (_("a signature is there and cannot be read"), "problem"),
}
_CREDENTIALS = {
    "none": (_("no content credentials (C2PA) in the file"), "waiting"),
    "valid": (_("unchanged since it was signed by %(signer)s; the court does not know this signer"), "active"),
    "trusted": (_("unchanged since it was signed by %(signer)s, whom the court trusts"), "done"),
    "broken": (_("signed by %(signer)s, and changed afterwards"), "problem"),
    "elsewhere": (_("the file names credentials on another server; they were not fetched"), "waiting"),
    "unreadable": (_("content credentials are there and could not be read"), "waiting"),
}
_PROVES_NOT = {
    FindingKind.WEBPAGE: _(
        "The court’s own browser opened the page, without signing in. This shows what the site answered at this time;"
        " it does not show that what the page says is true, nor what others were shown."
    ),
    FindingKind.MAIL: _(
        "The headers are as the file has them; whoever makes a file can write them. Only a signature that holds shows"
        " that the mail server of its domain sent it like this."
    ),
    FindingKind.CREDENTIALS: _(
        "Credentials show whether the file was changed since it was signed, and by whom it was signed. Without them"
        " nothing is said against the file."
    ),
}
_FIELDS = {
    FindingKind.WEBPAGE: {
        "final_url": _("Address at the end"),
        "address": _("Address that was given"),
        "title": _("Title of the page"),
        "status": _("Answer of the site"),
        "server": _("Address of the server"),
        "redirects": _("Times it was sent on"),
        "at": _("Taken at"),
        "machine_at": _("The machine’s own clock"),
        "certificate": _("Certificate of the site (SHA-256)"),
        "tls_why": _("Why the certificate does not hold"),
        "requests": _("Files that the page asked for"),
        "left_out": _("of these not fetched (reasons in the container)"),
        "browser": _("Browser"),
        "environment": _("Digest of the environment"),
        "digest": _("Digest of the container"),
    },
    FindingKind.MAIL: {
        "from": pgettext_lazy("e-mail", "From"),
        "to": pgettext_lazy("e-mail", "To"),
        "cc": pgettext_lazy("e-mail", "Copy to"),
        "date": pgettext_lazy("e-mail", "Date it bears"),
        "subject": pgettext_lazy("e-mail", "Subject"),
        "message-id": _("Number of the message"),
    },
    FindingKind.CREDENTIALS: {
        "made_with": _("Made with"),
        "certificate": _("Certificate of the signer"),
        "time": _("Time of the signature"),
        "broken": _("What does not fit"),
    },
}
_TITLES = {
    FindingKind.WEBPAGE: _("How the page was taken"),
    FindingKind.MAIL: _("What the e-mail says of itself"),
    FindingKind.CREDENTIALS: _("What the picture says of itself"),
}


def finding_text(kind: FindingKind, body: Mapping[str, Any]) -> FindingText:
    """What was found in a file, in words; what is empty is left out."""
    lines: list[tuple[Said, Said]] = [
        (label, str(body[name])) for name, label in _FIELDS[kind].items() if body.get(name) not in {None, "", "0"}
    ]
    found = FindingText(_TITLES[kind], [], lines, _PROVES_NOT[kind])
    if kind is FindingKind.WEBPAGE:
        found.verdicts = [_TLS.get(str(body.get("tls")), _TLS["none"])]
        if body.get("complete") != "yes":
            found.verdicts.append((_("the page went on loading when it was taken"), "waiting"))
    elif kind is FindingKind.CREDENTIALS:
        says, mood = _CREDENTIALS.get(str(body.get("state")), _CREDENTIALS["unreadable"])
        found.verdicts = [(says % {"signer": body.get("signer") or "?"}, mood)]
    else:
        _mail(found, body)
    return found


def _mail(found: FindingText, body: Mapping[str, Any]) -> None:
    for one in body.get("dkim", ()):
        says, mood = _DKIM.get(one.get("result"), _DKIM["unreadable"])
        found.verdicts.append((says % {"domain": one.get("domain", "?")}, mood))
        if one.get("result") == "valid" and one.get("signs_from") == "no":
            found.verdicts.append((_("the signer is not the domain of the sender"), "problem"))
        if one.get("result") == "valid" and one.get("whole") == "no":
            found.verdicts.append((_("only the beginning of the text is signed"), "problem"))
    if not found.verdicts:
        found.verdicts.append((_("no signature (DKIM): nothing shows who sent it"), "waiting"))
    found.lines += [(_("Passed through"), hop) for hop in body.get("received", ())]
    found.long, found.long_title = str(body.get("text", "")), _("Text of the e-mail")
    found.listed = [(f"{one['name']} ({one['kind']})", one["sha256"]) for one in body.get("attachments", ())]
