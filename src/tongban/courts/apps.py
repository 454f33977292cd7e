"""The courts floor."""

from django.apps import AppConfig


class CourtsConfig(AppConfig):
    """Courts, divisions and dated law data."""

    name = "tongban.courts"
    label = "courts"
