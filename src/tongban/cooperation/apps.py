"""The cooperation domain."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Errands between courts, and cases seen from other platforms."""

    name = "tongban.cooperation"
    label = "cooperation"
