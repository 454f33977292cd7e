"""Hands the table of reactions to the register."""

from django.apps import AppConfig


class ReactionsConfig(AppConfig):
    """The reactions floor."""

    name = "tongban.reactions"
    label = "reactions"

    def ready(self) -> None:
        """Fill the register's port."""
        from tongban.reactions.table import due_after
        from tongban.register.actions.record import install_reactions

        install_reactions(due_after)
