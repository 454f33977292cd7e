"""The judgment on the page of a case: what was decided, until when one may appeal, since when it binds."""

from __future__ import annotations

from django.urls import URLPattern

from tongban.portal.case import SECTIONS

SECTIONS["judgment"] = "portal/parts/judgment_section.html"

urls: list[URLPattern] = []
