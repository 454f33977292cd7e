"""The hearings domain."""

from django.apps import AppConfig


class HearingsConfig(AppConfig):
    """Hearings and their records."""

    name = "tongban.hearings"
    label = "hearings"
