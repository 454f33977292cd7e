"""The motions domain."""

from django.apps import AppConfig


class MotionsConfig(AppConfig):
    """What is asked for within a case."""

    name = "tongban.motions"
    label = "motions"
