"""The dossier domain."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """Papers at the counter, originals, comparison, scans."""

    name = "tongban.dossier"
    label = "dossier"
