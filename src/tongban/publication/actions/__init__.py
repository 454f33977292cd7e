"""Acts of publication: propose (the office), publish, withhold, withdraw (named persons)."""

from tongban.publication.actions.decide import hide_names, publish, withdraw, withhold
from tongban.publication.actions.propose import propose_publication

__all__ = ["hide_names", "propose_publication", "publish", "withdraw", "withhold"]
