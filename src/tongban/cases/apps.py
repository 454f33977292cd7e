"""The cases floor."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and what every kind of them shares."""

    name = "tongban.cases"
    label = "cases"
