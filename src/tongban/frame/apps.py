"""Installs the write guard on every database connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class FrameConfig(AppConfig):
    """The glue floor."""

    name = "tongban.frame"
    label = "frame"

    def ready(self) -> None:
        """Guard connections as they open."""
        from tongban.frame.guard import guard_connection

        connection_created.connect(guard_connection, dispatch_uid="tongban.write_guard")
