"""The delivery floor."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Service of papers (送达)."""

    name = "tongban.delivery"
    label = "delivery"
