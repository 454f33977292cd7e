"""Which domains can say what sealed content looks like now: for the audit of the ledger."""

from __future__ import annotations

from tongban.delivery.queries import receipt_digest
from tongban.documents.queries import digest_on_file
from tongban.evidence.queries import manifest_digest, proof_digest
from tongban.hearings.queries import record_digest
from tongban.register.actions.audit import Lookup

SEALED: tuple[Lookup, ...] = (digest_on_file, receipt_digest, record_digest, manifest_digest, proof_digest)
"""Asked in this order; the first that knows the subject answers."""
