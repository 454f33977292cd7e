"""Installs the recorder, and the triggers that keep the register append-only."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RegisterConfig(AppConfig):
    """The register floor."""

    name = "tongban.register"
    label = "register"

    def ready(self) -> None:
        """Fill the port of `frame.acts`; remake the triggers after every migration (SQLite rebuilds tables).

        The ledger asks other machines through the gate that all of the platform uses.
        """
        from courtlog.web import HttpClient
        from tongban.frame.acts import install_recorder
        from tongban.frame.outbound import Judged
        from tongban.register.actions.record import write_entry
        from tongban.register.adapters.triggers import make_triggers

        install_recorder(write_entry)
        HttpClient.transport = Judged
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="tongban.register.triggers")
