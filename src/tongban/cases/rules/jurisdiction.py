"""While it is in doubt which court is competent the case is prepared, and not tried (CPL 130, 157(2), 158).

Where an objection stands is told by its own table (`procedures/incidents.py`); a ruling about it binds once nobody can
appeal any more. What cannot wait, as preservation, asks nothing here.
"""

from __future__ import annotations

from collections.abc import Collection

from tongban.cases.rules.procedures.words import At
from tongban.cases.vocabulary import Act
from tongban.kernel.refusal import Refusal

TRIES = frozenset({Act.OPEN_HEARING, Act.SIGN_JUDGMENT})
"""Acts by which a court tries a case; to fix a day for the hearing, or to exchange evidence, prepares it."""
_SETTLED = frozenset({At.KEPT})


def may_try(objections: Collection[str]) -> Refusal | None:
    """Why the court does not try the case yet; `objections`: where each objection to its jurisdiction stands."""
    if At.TRANSFERRED in objections:
        return Refusal("cases.to_be_transferred", "CPL 130(1), 158")
    if set(objections) - _SETTLED:
        return Refusal("cases.jurisdiction_in_doubt", "CPL 130(1), 157(2), 158")
    return None
