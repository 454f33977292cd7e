"""The helpline domain."""

from django.apps import AppConfig


class HelplineConfig(AppConfig):
    """Questions to the court and their answers."""

    name = "tongban.helpline"
    label = "helpline"
