"""The fees floor."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """What a case costs."""

    name = "tongban.fees"
    label = "fees"
