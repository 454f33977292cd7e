"""The mediation domain."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    """Mediation and its wall."""

    name = "tongban.mediation"
    label = "mediation"
