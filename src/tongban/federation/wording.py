"""Texts of the federation, for operators and liaison officers."""

from django.utils.translation import gettext_lazy as _

from tongban.frame.words import Words

_ASK_PEER = _("Ask the other platform's operator to send it again; their address is on the page of peers.")
REFUSALS = {
    "federation.too_large": Words(
        _("The message is larger than 4 MiB."), _("Send files beside the message, not in it.")
    ),
    "federation.unreadable": Words(_("The message cannot be read."), _ASK_PEER),
    "federation.bad_signature": Words(_("The signature does not fit the sender's key."), _ASK_PEER),
    "federation.not_for_us": Words(_("The message is addressed to another platform."), _ASK_PEER),
    "federation.receipt_for_another": Words(_("The receipt belongs to another message."), _ASK_PEER),
    "federation.number_reused": Words(_("Another message with this number was received before."), _ASK_PEER),
    "federation.unknown_peer": Words(
        _("This platform exchanges no messages with “%(peer)s”."),
        _("The operator admits a peer with `tongban peer add`."),
    ),
    "federation.not_sealed_for_us": Words(
        _("This was sealed for another key: it cannot be opened here."),
        _("The operator compares the sealing key in the settings of the two zones."),
    ),
    "federation.parcel_cut": Words(
        _("Not all of this parcel has come."), _("Copy it again from the other side's folder; nothing is lost.")
    ),
    "federation.parcel_altered": Words(
        _("The content of this parcel is not what its sender signed."),
        _("Copy it again from the other side's folder, and find out who or what changed it on the way."),
    ),
    "federation.no_slug": Words(
        _("This cannot be the short name of a peer; it may be this platform's own."),
        _("Copy the first word of the line that `tongban peer show` prints at the other platform."),
    ),
    "federation.no_address": Words(
        _("This is no web address."),
        _("Give the peer's public address, such as https://court.example, or file:/// and the folder of a gateway."),
    ),
    "federation.no_key": Words(
        _("This is no Ed25519 key."), _("Copy the line that `tongban peer show` prints at the other platform.")
    ),
    "federation.key_differs": Words(
        _("The peer is known under another key."), _("A key changes only by a rotation signed with both keys.")
    ),
}
