"""The people floor."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, appointments."""

    name = "tongban.people"
    label = "people"

    def ready(self) -> None:
        """Stand at the gate of every act (`frame.acts`): who acts must be known as surely as the act needs."""
        from tongban.frame.acts import install_gate
        from tongban.people.actions.gate import check_actor

        install_gate(check_actor)
