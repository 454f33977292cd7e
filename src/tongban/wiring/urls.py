"""Addresses: every entrance under its own prefix."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from tongban.access.audience import Audience, open_to

urlpatterns = [
    path("", include("tongban.portal.urls")),
    path("desk/", include("tongban.desk.urls")),
    path("federation/", include("tongban.api.federation_urls")),
    path("api/", include("tongban.api.urls")),
    path("face/", include("tongban.face.urls")),
    path("i18n/setlang/", open_to(Audience.PUBLIC)(set_language), name="set_language"),
    path("sign-in/", include("tongban.portal.signin_urls")),
]
handler400 = "tongban.face.errors.bad_request"
handler403 = "tongban.face.errors.denied"
handler404 = "tongban.face.errors.not_found"
handler500 = "tongban.face.errors.server_error"
