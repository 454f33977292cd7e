"""The Django app of the shared parts of pages."""

from django.apps import AppConfig


class FaceConfig(AppConfig):
    """Layout, components, tokens and vendored browser files."""

    name = "tongban.face"
    label = "face"
