"""The hotline, which answers for every court: told without asking a database, on pages, to programs, at a terminal."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tongban.face.parts import Contact
from tongban.face.presentation import is_chinese
from tongban.helpline.vocabulary import HOTLINE
from tongban.helpline.wording import COURT


def platform_name() -> str:
    """The platform's name in the reader's language, from its own file; "" where there is no platform."""
    own = getattr(settings, "TONGBAN", None)
    given = getattr(settings, "TONGBAN_PLATFORM_NAME", "") or getattr(own, "name", "")
    return given if is_chinese(get_language()) else getattr(own, "name_en", "") or given


def hotline() -> Contact:
    """Whom everybody may ask."""
    name = platform_name()
    return Contact(str(COURT) % {"court": name} if name else _("Help desk"), HOTLINE)


def contact_data(contact: Contact) -> dict[str, str]:
    """A contact as programs read it."""
    return {name: str(value) for name, value in asdict(contact).items() if value}


def in_a_line(contact: Contact) -> str:
    """A contact where there is room for one line."""
    return f"{contact.name} {contact.phone}"
