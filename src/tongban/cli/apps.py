"""The command line's app, for its management commands."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """The command line."""

    name = "tongban.cli"
    label = "cli"
