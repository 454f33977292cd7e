"""Links to files, signed for who looks at the page."""

from __future__ import annotations

from django.conf import settings
from django.template import Context
from django.urls import Resolver404, resolve

from tongban.access.downloads import SAVED, is_delivering, signed
from tongban.face.tags.library import register


@register.simple_tag(takes_context=True)
def file_link(context: Context, address: str, manner: str = SAVED) -> str:
    """`{% file_link href %}`, `{% file_link href "show" %}`: the address signed for who looks, to be kept or shown.

    An address that leads to no file, or to one that is for everybody, stays as it is.
    """
    # The style guide is shown where nobody is known.
    reader = getattr(getattr(context.get("request"), "viewer", None), "person", None)
    try:
        delivering = is_delivering(resolve(address).func)
    except Resolver404:
        delivering = False
    return signed(address, reader, settings.TONGBAN_CLOCK.wall(), manner) if delivering and reader else address
