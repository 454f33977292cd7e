"""The bar."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.people.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue: its words, address, key, the first words of the addresses it stands for, and for whom it is."""

    label: str | Promise
    url: str
    key: str
    sections: frozenset[str]
    roles: tuple[Role, ...] = ()


QUEUES = (
    Tab(_("Inbox"), "desk:inbox", "g i", frozenset({"inbox"})),
    Tab(_("Filings"), "desk:filings", "g f", frozenset({"filings", "filing"}), (Role.CLERK, Role.JUDGE)),
    Tab(_("Errands"), "desk:errands", "g e", frozenset({"errands", "errand"}), (Role.CLERK, Role.LIAISON)),
    Tab(_("Cases"), "desk:cases", "g c", frozenset({"cases", "case"}), (Role.CLERK, Role.JUDGE, Role.PRESIDENT)),
    Tab(
        _("Letters"),
        "desk:letters",
        "g l",
        frozenset({"letters", "letter", "service", "post"}),
        (Role.CLERK, Role.JUDGE),
    ),
    Tab(
        _("Payments"),
        "desk:payments",
        "g m",
        frozenset({"payments", "refunds", "refund", "reconciliation", "fiscal"}),
        (Role.CLERK, Role.JUDGE),
    ),
    Tab(
        pgettext_lazy("of a court", "Counter"),
        "desk:counter",
        "g k",
        frozenset({"counter"}),
        (Role.CLERK, Role.LIAISON),
    ),
    Tab(
        pgettext_lazy("on paper", "Papers"),
        "desk:papers",
        "g z",
        frozenset({"papers", "scans"}),
        (Role.CLERK, Role.JUDGE),
    ),
    Tab(
        _("Hotline"),
        "desk:helpline",
        "g h",
        frozenset({"helpline"}),
        (Role.CLERK, Role.JUDGE, Role.PRESIDENT),
    ),
    Tab(_("Publication"), "desk:publication_list", "g u", frozenset({"publication"}), (Role.CLERK, Role.JUDGE)),
    Tab(_("Mediators"), "desk:mediators", "g d", frozenset({"mediators", "mediator"}), (Role.PRESIDENT,)),
    Tab(_("Assignment"), "desk:offices", "g a", frozenset({"offices", "office"}), (Role.PRESIDENT,)),
    Tab(_("Outages"), "desk:outages", "g o", frozenset({"outages"}), (Role.PRESIDENT,)),
    Tab(_("Evidence platforms"), "desk:platforms", "g v", frozenset({"platforms", "platform"}), (Role.PRESIDENT,)),
    Tab(pgettext_lazy("list of acts", "Register"), "desk:register", "g r", frozenset({"register"}), (Role.PRESIDENT,)),
)
