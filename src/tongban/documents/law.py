"""What others may ask of the rules about documents."""

from tongban.documents.rules.intake import SECRETS, state_secret, told_of_secrets

__all__ = ["SECRETS", "state_secret", "told_of_secrets"]
