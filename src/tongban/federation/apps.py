"""The federation floor."""

from django.apps import AppConfig


class FederationConfig(AppConfig):
    """Envelopes between platforms."""

    name = "tongban.federation"
    label = "federation"
