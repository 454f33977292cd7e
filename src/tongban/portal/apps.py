"""The portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for parties and the public."""

    name = "tongban.portal"
    label = "portal"
