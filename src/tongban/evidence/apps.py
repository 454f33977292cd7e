"""The evidence domain."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Exhibits, exchange and inquiry."""

    name = "tongban.evidence"
    label = "evidence"
