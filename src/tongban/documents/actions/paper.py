"""Papers: ordered as a step of an act, rendered and signed later by the worker.

Rendering and signing take 20 to 300 ms of computing. So each has two halves: the work itself, outside any
transaction (`render`, `sign`), and the step that makes its result part of the file (`keep_rendering`,
`keep_signature`), inside the act, which looks again at the stage and refuses what came too late.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tongban.access.vocabulary import Label
from tongban.documents.actions.upload import columns
from tongban.documents.adapters.in_place import in_place
from tongban.documents.events import PaperOrdered, PaperRendered, PaperSigned
from tongban.documents.models import Document, Version
from tongban.documents.queries import version_view
from tongban.documents.rules.intake import safe_name
from tongban.documents.rules.stages import PAPER
from tongban.documents.rules.verification import RANDOM_BITS, code_from
from tongban.documents.vocabulary import MEDIA_TYPES, FileKind, Kept, Origin, PaperAct, Stage, VersionView
from tongban.frame.acts import Recording, locked
from tongban.kernel.facts import canonical
from tongban.kernel.moves import Move
from tongban.kernel.refusal import Refusal, Refused
from tongban.register.actions.seal import Measured, measure, seal
from tongban.register.vocabulary import SealKind

LISTED = "listed"
"""In the data of a paper: other papers of the house that it lists, each with its uid as `document`."""
_STAMP_LAW = "电子签名法 13"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered paper in the store, not yet on the file."""

    document: UUID
    kept: Kept
    pages: int
    measured: Measured


@dataclass(frozen=True, slots=True)
class Signature:
    """A signed paper in the store, not yet on the file; `onto` is the digest of the version that was signed."""

    document: UUID
    onto: str
    kept: Kept
    pages: int
    measured: Measured
    signer: str
    stamped_at: datetime
    closes: bool


def issue_paper(  # noqa: PLR0913 - what a row says
    record: Recording,
    paper: str,
    data: dict[str, Any],
    *,
    kind: str,
    title: str,
    label: Label,
    dated: date,
    subject: UUID | None = None,
    language: str = "zh-Hans",
) -> UUID:
    """A step: order the paper `paper` ("filing/receipt") from `data`, which is frozen now; returns its uid.

    `data` follows the contract at the head of the template; papers that it names under `LISTED` get their digests and
    pages when it is typeset. The fact `PaperOrdered` makes its rendering due.
    """
    frozen = canonical(data)
    document = Document.objects.create(
        origin=Origin.PAPER,
        stage=PAPER.first,
        kind=kind,
        title=title,
        subject=subject,
        made_at=record.at,
        paper=paper,
        language=language,
        dated=dated,
        data=frozen.decode(),
        code=code_from(secrets.randbits(RANDOM_BITS)),
        **columns(label),
    )
    digest = hashlib.sha256(frozen).hexdigest()
    fact = PaperOrdered(document=document.uid, paper=paper, language=language, data_digest=digest)
    record(fact, under="OLR 35", case=label.case)
    return document.uid


def say_replaced(record: Recording, subject: UUID, kind: str, mark: str) -> bool:
    """A step: earlier papers of this kind about `subject` say in their title that another stands in their place.

    Their files stay as they were sealed. Returns whether there were any.
    """
    del record  # proves that an act is open
    earlier = Document.objects.filter(subject=subject, kind=kind, origin=Origin.PAPER)
    for row in earlier.exclude(title__endswith=mark):
        row.title = f"{row.title}{mark}"
        row.save(update_fields=["title"])
    return earlier.exists()


def render(uid: UUID) -> Rendering:
    """Typeset an ordered paper and put it into the store. For the worker, outside any act; may be repeated."""
    from tongban.documents.adapters.renditions import page_count

    pdf = _typeset(Document.objects.get(uid=uid, origin=Origin.PAPER))
    return Rendering(uid, in_place().store.put(pdf), page_count(pdf), measure(pdf))


def _typeset(row: Document) -> bytes:
    from tongban.documents.adapters.typesetting import Mark, typeset

    here, data = in_place(), json.loads(row.data)
    if LISTED in data:
        data[LISTED] = [one | _as_made(UUID(one["document"])) for one in data[LISTED]]
    mark = Mark(row.code, here.check_page) if row.code else None
    dated = row.dated or row.made_at.date()
    return typeset(row.paper, data, language=row.language, demo=here.demo, dated=dated, mark=mark).pdf


def _as_made(uid: UUID) -> dict[str, Any]:
    """Digest and pages of a paper as it was typeset first; the same data give the same bytes, so that it need not lie
    in the store yet.
    """
    from tongban.documents.adapters.renditions import page_count

    first = Version.objects.filter(document__uid=uid).order_by("number").first()
    if first is not None:
        return {"sha256": first.sha256, "pages": first.pages}
    pdf = _typeset(Document.objects.get(uid=uid, origin=Origin.PAPER))
    return {"sha256": hashlib.sha256(pdf).hexdigest(), "pages": page_count(pdf)}


def keep_rendering(record: Recording, rendering: Rendering) -> VersionView:
    """A step: the rendering becomes version 1."""
    row, move = _moved(record, rendering.document, PaperAct.RENDER)
    version = _next_version(record, row, rendering, signed=0)
    fact = PaperRendered(
        document=row.uid,
        version=version.uid,
        paper=row.paper,
        digest=version.sha256,
        sm3=version.sm3,
        size=version.size,
    )
    record(fact, under=move.law, case=row.case)
    return version_view(version)


def sign(
    uid: UUID, *, slug: str, name: str, organisation: str, reason: str, place: str = "", closes: bool = True
) -> Signature:
    """Put a signature on the newest version and the result into the store. For the worker, outside any act.

    `slug` names the key ("seal-0103"), `name` and `organisation` stand in its certificate.
    """
    from tongban.documents.adapters.renditions import page_count
    from tongban.documents.adapters.signing import Intent

    here = in_place()
    newest = Version.objects.filter(document__uid=uid).latest("number")
    signer = here.signer_for(slug, name, organisation)
    signed = signer.sign(here.store.get(newest.sha256), Intent(reason, place, closes))
    kept, pages = here.store.put(signed.pdf), page_count(signed.pdf)
    return Signature(uid, newest.sha256, kept, pages, measure(signed.pdf), signed.signer, signed.stamped_at, closes)


def court_seal(uid: UUID, *, court: str, name: str, reason: str) -> Signature:
    """`sign` with the seal of a court, which closes the paper; `name` is the court's (电子签名法 13)."""
    # Names of keys are plain letters; codes of courts carry Chinese characters.
    slug = f"seal-{hashlib.sha256(court.encode()).hexdigest()[:16]}"
    return sign(uid, slug=slug, name="电子印章", organisation=name, reason=reason, place=name)


def keep_signature(record: Recording, signature: Signature) -> VersionView:
    """A step: the signed paper becomes the next version; refused when another was put in the meantime."""
    act = PaperAct.SIGN if signature.closes else PaperAct.COUNTERSIGN
    row, move = _moved(record, signature.document, act)
    newest = row.versions.latest("number")
    if newest.sha256 != signature.onto:
        raise Refused(Refusal("paper.not_the_newest", _STAMP_LAW))
    version = _next_version(record, row, signature, signed=newest.signed + 1)
    fact = PaperSigned(
        document=row.uid,
        version=version.uid,
        digest=version.sha256,
        sm3=version.sm3,
        size=version.size,
        signer=signature.signer,
        stamped_at=signature.stamped_at,
        closes=signature.closes,
    )
    record(fact, under=move.law, case=row.case)
    return version_view(version)


def signed_form(
    paper: str, data: dict[str, Any], *, language: str, dated: date, slug: str, name: str, reason: str
) -> bytes:
    """A paper that is kept elsewhere than on file, typeset and signed in one go. For the worker, outside any act.

    `slug` names the key, `name` stands in its certificate. The next signature is refused.
    """
    from tongban.documents.adapters.signing import Intent
    from tongban.documents.adapters.typesetting import typeset

    here = in_place()
    done = typeset(paper, data, language=language, demo=here.demo, dated=dated)
    return here.signer_for(slug, name, name).sign(done.pdf, Intent(reason)).pdf


def _moved(record: Recording, uid: UUID, act: PaperAct) -> tuple[Document, Move]:
    """The row, locked and moved by the table. Raises `Refused`."""
    row = locked(Document.objects.filter(uid=uid, origin=Origin.PAPER)).get()
    move = PAPER.decide(row.stage, act, role=record.by.role)
    if isinstance(move, Refusal):
        raise Refused(move)
    if row.stage != move.target:
        row.stage = Stage(move.target)
        row.save(update_fields=["stage"])
    return row, move


def _next_version(record: Recording, row: Document, made: Rendering | Signature, *, signed: int) -> Version:
    version = Version.objects.create(
        document=row,
        number=row.versions.count() + 1,
        sha256=made.kept.sha256,
        sm3=made.kept.sm3,
        size=made.kept.size,
        media_type=MEDIA_TYPES[FileKind.PDF],
        name=safe_name(row.title, FileKind.PDF),
        pages=made.pages,
        signed=signed,
        made_at=record.at,
    )
    seal(record, SealKind.FILE_VERSION, version.uid, made.measured, case=row.case)
    return version
