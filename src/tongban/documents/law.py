"""What others may ask of the rules about documents."""

from tongban.documents.rules.intake import SECRETS, state_secret, told_of_secrets
from tongban.documents.rules.texts import PAGES_RECOGNISED

__all__ = ["PAGES_RECOGNISED", "SECRETS", "state_secret", "told_of_secrets"]
