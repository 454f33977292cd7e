"""The documents floor."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents and their versions."""

    name = "tongban.documents"
    label = "documents"
