"""The API."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Addresses for machines."""

    name = "tongban.api"
    label = "api"
