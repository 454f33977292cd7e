"""The access floor."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Labels and visibility; no tables of its own yet."""

    name = "tongban.access"
    label = "access"
