"""The expert pack of an exhibit (在线诉讼规则 19), for the judge and for both sides."""

from __future__ import annotations

import tempfile
from functools import partial
from typing import BinaryIO
from uuid import UUID

from tongban.access.vocabulary import Viewer
from tongban.documents.actions.blobs import open_blob
from tongban.documents.queries import documents_of, has_blob, newest_versions, open_kept
from tongban.evidence.actions.chain_report import KIND
from tongban.evidence.models import Manifest
from tongban.evidence.queries import exhibits_seen_by
from tongban.register.actions.bundle import bundle
from tongban.register.actions.expert import SealedFile, write_expert_pack


def expert_pack(viewer: Viewer, case: UUID, exhibit: UUID) -> BinaryIO | None:
    """The pack as an open file at its beginning; None when the viewer sees no such exhibit.

    Beside the files' own proofs it holds the newest manifest with its proof and the newest report, when there are any.
    """
    found = next((one for one in exhibits_seen_by(viewer, case) if one.uid == exhibit), None)
    if found is None:
        return None
    versions = newest_versions(found.documents)
    there = [v for v in (versions[uid] for uid in found.documents) if has_blob(v.sha256)]
    sealed = [SealedFile(v.uid, v.name, partial(open_kept, v.sha256)) for v in there]
    target: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_expert_pack(target, sealed, _further(viewer, exhibit))
    target.seek(0)
    return target


def _further(viewer: Viewer, exhibit: UUID) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    manifest = Manifest.objects.filter(exhibit__uid=exhibit).order_by("number").last()
    if manifest is not None:
        found["manifest.json"] = manifest.form.encode()
        if proof := bundle(manifest.uid, name="manifest.json", content=manifest.form.encode()):
            found["bundles/manifest.zip"] = proof
    reports = [d.newest for d in documents_of(viewer, subjects=[exhibit]) if d.kind == KIND and d.newest]
    if reports:
        with open_blob(reports[-1].sha256) as content:
            found["report.pdf"] = content.read()
    return found
