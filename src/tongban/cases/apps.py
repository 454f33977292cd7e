"""The cases floor."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases and what every kind of them shares."""

    name = "tongban.cases"
    label = "cases"

    def ready(self) -> None:
        """Stand at the gate of every act (`frame.acts`): staff act in cases that are open to them."""
        from tongban.cases.actions.gate import check_case
        from tongban.frame.acts import install_gate

        install_gate(check_case)
