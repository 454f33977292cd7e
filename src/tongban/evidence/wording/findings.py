"""Texts for what was found in the files of exhibits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.evidence.vocabulary import FindingKind

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
    "revoked": (_("the signature of %(domain)s cannot be checked: the domain has withdrawn its key"), "waiting"),
    "weak_key": (_("the signature of %(domain)s proves nothing: its key is too short to be safe"), "waiting"),
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
