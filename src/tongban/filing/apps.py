"""The filing domain."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Drafts, filings and their scrutiny."""

    name = "tongban.filing"
    label = "filing"
