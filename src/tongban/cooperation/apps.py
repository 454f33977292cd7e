"""The cooperation domain."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Errands between courts, and cases seen from other platforms."""

    name = "tongban.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Before every act, and at its gate, it is asked whether a guardian stands against the child."""
        from tongban.cooperation.actions.gate import check_fact, check_guardian
        from tongban.frame.acts import install_gate, install_opening

        install_opening(check_guardian)
        install_gate(check_fact)
