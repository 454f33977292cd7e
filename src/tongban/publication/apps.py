"""The publication domain."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Judgments on the public page."""

    name = "tongban.publication"
    label = "publication"
