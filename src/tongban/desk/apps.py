"""The desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages for the staff of courts."""

    name = "tongban.desk"
    label = "desk"
