"""Addresses for peers."""

from django.urls import path, re_path

from tongban.api import federation

urlpatterns = [
    path("envelopes", federation.envelopes),
    re_path(r"^files/(?P<sha256>[0-9a-f]{64})$", federation.files),
]
