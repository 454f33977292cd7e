"""The judgments domain."""

from django.apps import AppConfig


class JudgmentsConfig(AppConfig):
    """Drafts of judgments, judgments, and their effect."""

    name = "tongban.judgments"
    label = "judgments"
