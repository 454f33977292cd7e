"""Reading documents: what people see starts from `visible_q`; the public check tells nothing of the content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from io import BufferedReader
from typing import Any, BinaryIO
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from tongban.access.visibility import visible_q
from tongban.access.vocabulary import BEHIND_THE_WALL, Layer, Viewer
from tongban.documents.models import Document, PageText, Reading, Removal, RemovedContent, Version, content
from tongban.documents.models.content import NotKept
from tongban.documents.rules.verification import parse_code
from tongban.documents.vocabulary import (
    Checked,
    DocumentView,
    MadePaper,
    Origin,
    ReadState,
    RemovalStage,
    RemovalView,
    Stage,
    TextView,
    VersionView,
)
from tongban.frame.keyring import Damaged
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal

_LAW = "house rule: verification of papers"


def version_view(version: Version) -> VersionView:
    """The version as other floors read it."""
    return VersionView(
        uid=version.uid,
        number=version.number,
        sha256=version.sha256,
        sm3=version.sm3,
        size=version.size,
        media_type=version.media_type,
        name=version.name,
        pages=version.pages,
        signed=version.signed,
        made_at=version.made_at,
    )


def document_views(documents: QuerySet[Document]) -> list[DocumentView]:
    """Views of several documents with one query for their versions."""
    newest_first = Prefetch("versions", Version.objects.order_by("-number"), to_attr="newest_first")
    return [_view(row, next(iter(row.newest_first), None)) for row in documents.prefetch_related(newest_first)]


def documents_of(viewer: Viewer, *, subjects: Iterable[UUID] = (), case: UUID | None = None) -> list[DocumentView]:
    """What `viewer` may see of the documents of `subjects`, or of a case, oldest first.

    What lies behind the wall of a mediation is no document of the file, even for who may see it: `behind_the_wall`.
    """
    rows = Document.objects.filter(visible_q(viewer)).exclude(layer__in=BEHIND_THE_WALL)
    rows = rows.filter(case=case) if case is not None else rows.filter(subject__in=list(subjects))
    return document_views(rows.order_by("made_at", "id"))


def behind_the_wall(viewer: Viewer, case: UUID) -> list[DocumentView]:
    """What `viewer` may see of the files of a mediation in `case`, oldest first: for the mediation's room alone."""
    rows = Document.objects.filter(visible_q(viewer), case=case, layer__in=BEHIND_THE_WALL)
    return document_views(rows.order_by("made_at", "id"))


def is_behind_the_wall(case: UUID, sha256: str) -> bool:
    """For acts: whether all at the table of a mediation in `case` have this content already."""
    return Version.objects.filter(sha256=sha256, document__case=case, document__layer=Layer.MEDIATION).exists()


def protected_in(case: UUID, digests: Iterable[str], *, against: Collection[UUID]) -> set[str]:
    """For acts: those of `digests` that the party `against` has only from the mediation, by its SHA-256; it is named
    by its uid and those of whose place it took.

    What all had anyway, because it lies on the file too, and what the party itself gave, is not protected. Words
    with one side alone are not looked at: the answer would tell the other side what was handed over.
    """
    wanted = Version.objects.filter(sha256__in=list(digests), document__case=case)
    given = wanted.filter(document__layer=Layer.MEDIATION).exclude(document__holder__in=against)
    on_file = wanted.filter(document__layer=Layer.CASE)
    return set(given.values_list("sha256", flat=True)) - set(on_file.values_list("sha256", flat=True))


def document(viewer: Viewer, uid: UUID) -> DocumentView | None:
    """One document, or None when it does not exist or is hidden from `viewer` (the two look the same)."""
    rows = Document.objects.filter(visible_q(viewer), uid=uid).exclude(layer__in=BEHIND_THE_WALL)
    found = next(iter(document_views(rows)), None)
    if found:
        viewer.note("document", found.label.court, found.label.case or found.subject)
    return found


def document_in_case(case: UUID, uid: UUID) -> DocumentView | None:
    """For acts: a document on the file of `case`, whoever acts; None when it is not there."""
    hidden = BEHIND_THE_WALL | {Layer.REMOVED}
    return next(iter(document_views(Document.objects.filter(uid=uid, case=case).exclude(layer__in=hidden))), None)


def versions(viewer: Viewer, uid: UUID) -> list[VersionView]:
    """All versions of a document, the oldest first; none when it is hidden."""
    seen = Document.objects.filter(visible_q(viewer), uid=uid).exclude(layer__in=BEHIND_THE_WALL)
    rows = Version.objects.filter(document__in=seen)
    return [version_view(row) for row in rows.order_by("number")]


def text_of(viewer: Viewer, uid: UUID) -> TextView | None:
    """What was read in the newest version of a document that `viewer` sees; None when nobody asked for it."""
    newest = next(iter(reversed(versions(viewer, uid))), None)
    row = Reading.objects.filter(version__uid=newest.uid).first() if newest else None
    if row is None:
        return None
    pages = tuple(page.text for page in row.pages.order_by("page"))
    return TextView(ReadState(row.state), row.program, row.said, row.at, pages)


def found_in_text(viewer: Viewer, case: UUID, words: str) -> list[tuple[UUID, int]]:
    """The documents of `case` that `viewer` sees, with each page on which all of `words` were read, gaps left out.

    Texts lie encrypted: they are opened one by one, which is enough for one case.
    """
    wanted = ["".join(word.split()) for word in words.lower().split()]
    seen = Document.objects.filter(visible_q(viewer), case=case).exclude(layer__in=BEHIND_THE_WALL)
    rows = PageText.objects.filter(reading__version__document__in=seen) if wanted else PageText.objects.none()
    found = []
    for row in rows.select_related("reading__version__document").order_by("reading__version__document__id", "page"):
        text = "".join(row.text.lower().split())
        if all(word in text for word in wanted):
            found.append((row.reading.version.document.uid, row.page))
    return found


def copies_of(documents: Collection[UUID], *, kind: str, case: UUID, holder: UUID | None) -> set[UUID]:
    """For acts: documents of this kind in `case` that `holder` handed in with the content of one of `documents`."""
    digests = Version.objects.filter(document__uid__in=documents).values("sha256")
    rows = Version.objects.filter(sha256__in=digests, document__kind=kind, document__case=case, document__holder=holder)
    return set(rows.values_list("document__uid", flat=True)) - set(documents)


def is_kept_secret(case: UUID, document: UUID) -> bool:
    """For acts: whether a document that is kept secret in `case` has the content of this one, which is not."""
    digests = Version.objects.filter(document__uid=document).exclude(document__layer=Layer.SEALED).values("sha256")
    return Version.objects.filter(sha256__in=digests, document__case=case, document__layer=Layer.SEALED).exists()


def newest_versions(documents: Iterable[UUID]) -> dict[UUID, VersionView]:
    """For acts: the newest version of each of `documents`, whoever acts."""
    rows = Version.objects.filter(document__uid__in=list(documents)).select_related("document").order_by("number")
    return {row.document.uid: version_view(row) for row in rows}


def has_blob(sha256: str) -> bool:
    """True when content with this digest lies on this node."""
    return content.find(content.here(), sha256) is not None


def open_kept(sha256: str) -> BinaryIO:
    """Content by its digest, to be read from any place; the caller has found the digest in what it may see.

    Raises `NotKept` when it is gone, and `Damaged` when something else lies there.
    """
    return BufferedReader(content.open_found(content.here(), sha256))


def digest_of_content(sha256: str) -> str:
    """The SHA-256 of content as it lies in the store now; "" when it is gone, "damaged" when it cannot be opened."""
    try:
        with content.open_found(content.here(), sha256) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except NotKept:
        return ""
    except Damaged:
        return "damaged"


def digest_on_file(version: UUID) -> str | None:
    """`digest_of_content` of a version; None for another's uid and for what was erased as a state secret."""
    noted = Version.objects.filter(uid=version).values_list("sha256", flat=True).first()
    if noted is None or RemovedContent.objects.filter(sha256=noted).exists():
        return None
    return digest_of_content(noted)


def name_on_file(version: UUID) -> str | None:
    """The file name of a version; None for another's uid. The caller has checked who may see it."""
    return Version.objects.filter(uid=version).values_list("name", flat=True).first()


def data_digest(subject: UUID, kind: str) -> str | None:
    """The SHA-256 of the canonical form of the data of the first paper of this kind about `subject`, or of the paper
    with that uid; None without one.
    """
    rows = Document.objects.filter(Q(subject=subject) | Q(uid=subject), kind=kind, origin=Origin.PAPER)
    row = rows.order_by("id").first()
    return None if row is None else hashlib.sha256(canonical(json.loads(row.data))).hexdigest()


def check_code(typed: str) -> Checked | Refusal:
    """What the public page says about a code. Anybody may ask; the answer holds nothing of the content."""
    code = parse_code(typed)
    if isinstance(code, Refusal):
        return code
    row = Document.objects.exclude(layer=Layer.REMOVED).filter(code=code).first()
    newest = row.versions.order_by("-number").first() if row else None
    if row is None or newest is None:
        return Refusal("documents.no_such_paper", _LAW, ("code",), (("code", code),))
    return _checked(row, newest, current=True)


def check_digest(sha256: str) -> Checked | None:
    """What the public page says about a file by its digest: a paper issued here, or None. Uploads are never found."""
    papers = Version.objects.filter(document__origin=Origin.PAPER).exclude(document__layer=Layer.REMOVED)
    row = papers.filter(sha256=sha256).select_related("document").first()
    if row is None:
        return None
    newest = row.document.versions.order_by("-number").first() or row
    return _checked(row.document, newest, current=newest.sha256 == sha256)


def made_about(subjects: Iterable[UUID]) -> set[UUID]:
    """For acts: the uids of the documents that belong to `subjects`, whoever sees them."""
    return set(Document.objects.filter(subject__in=list(subjects)).values_list("uid", flat=True))


def documented(subjects: Iterable[UUID], kind: str) -> set[UUID]:
    """For acts: those of `subjects` to which a document of this kind belongs."""
    rows = Document.objects.filter(subject__in=list(subjects), kind=kind).exclude(layer=Layer.REMOVED)
    return {subject for subject in rows.values_list("subject", flat=True) if subject}


def papers_made(
    papers: Iterable[str], begin: datetime, end: datetime, *, portion: int = 500
) -> Iterator[list[MadePaper]]:
    """For acts: papers, by their templates, that were ordered from `begin` to `end`, the oldest first; none removed.

    They come in portions, each read when the one before is done with.
    """
    rows = Document.objects.filter(paper__in=list(papers), made_at__gte=begin, made_at__lt=end)
    rows, last = rows.exclude(layer=Layer.REMOVED).defer("data").order_by("id"), 0
    while found := list(rows.filter(id__gt=last)[:portion]):
        last = found[-1].id
        yield list(map(_made, found))


def papers_by_uid(uids: Iterable[UUID]) -> dict[UUID, MadePaper]:
    """For acts: these papers; no uploads, and nothing that was removed."""
    rows = Document.objects.filter(uid__in=list(uids), origin=Origin.PAPER).exclude(layer=Layer.REMOVED)
    return {row.uid: _made(row) for row in rows.defer("data")}


def paper_made(uid: UUID) -> MadePaper | None:
    """For acts: one of them; None for an upload, and for what was removed."""
    return papers_by_uid([uid]).get(uid)


def papers_about(subjects: Iterable[UUID], papers: Iterable[str]) -> list[MadePaper]:
    """For acts: the papers of these templates that belong to one of `subjects`, the oldest first."""
    rows = Document.objects.filter(subject__in=list(subjects), paper__in=list(papers))
    return list(map(_made, rows.exclude(layer=Layer.REMOVED).defer("data").order_by("id")))


def papers_in(cases: Iterable[UUID], papers: Iterable[str]) -> list[MadePaper]:
    """For acts: the papers of these templates on the files of `cases`, the oldest first."""
    rows = Document.objects.filter(case__in=list(cases), paper__in=list(papers))
    return list(map(_made, rows.exclude(layer=Layer.REMOVED).defer("data").order_by("id")))


def heads_of(papers: Iterable[UUID]) -> dict[UUID, str]:
    """For acts: to whom each of `papers` is addressed, as it stands at its head; "" where no name does."""
    rows = Document.objects.filter(uid__in=list(papers), origin=Origin.PAPER)
    return {row.uid: str(json.loads(row.data).get("to", "")) for row in rows}


def _made(row: Document) -> MadePaper:
    return MadePaper(
        uid=row.uid,
        paper=row.paper,
        title=row.title,
        subject=row.subject,
        label=row.label,
        made_at=row.made_at,
        rendered=row.stage != Stage.ORDERED,
        signed=row.stage == Stage.SIGNED,
    )


def layers_of(documents: Iterable[UUID]) -> dict[UUID, Layer]:
    """For acts: the layer in which each of `documents` lies."""
    rows = Document.objects.filter(uid__in=list(documents)).values_list("uid", "layer")
    return {uid: Layer(layer) for uid, layer in rows}


def removed_digests(removal: UUID) -> list[str]:
    """For acts: the SHA-256 of everything that a removal took out, whatever removal erased it first."""
    return list(Removal.objects.get(uid=removal).digests)


def taken_out(digests: Iterable[str]) -> set[str]:
    """For acts: those of these contents that were erased as a state secret, or wait for the decision about it."""
    wanted = set(digests)
    waiting = Removal.objects.filter(stage=RemovalStage.ASKED).values_list("digests", flat=True)
    erased = RemovedContent.objects.filter(sha256__in=wanted).values_list("sha256", flat=True)
    return wanted & {*erased, *(digest for held in waiting for digest in held)}


def court_of_content(digests: Iterable[str]) -> str:
    """For acts: the court that has one of these contents on file; "" when none has."""
    rows = Version.objects.filter(sha256__in=list(digests)).exclude(document__layer=Layer.REMOVED)
    return rows.values_list("document__court", flat=True).first() or ""


def removed_papers(removal: UUID) -> list[tuple[UUID, str, UUID | None]]:
    """For acts: each document that a removal took out: its uid, its kind, what it belongs to."""
    taken = Removal.objects.get(uid=removal).before
    return list(Document.objects.filter(uid__in=taken).values_list("uid", "kind", "subject"))


def removed_from(removal: UUID) -> list[UUID]:
    """For acts: the cases that lost a document by a removal."""
    taken = Removal.objects.get(uid=removal).before
    rows = Document.objects.filter(uid__in=taken, case__isnull=False).order_by("case")
    return [case for case in rows.values_list("case", flat=True).distinct() if case]


def removals_at(viewer: Viewer, court: str, *, limit: int = 100) -> list[RemovalView]:
    """Removals of state secrets at `court`, those that wait for the second person first."""
    rows = Removal.objects.filter(visible_q(viewer), court=court).order_by("-asked_at", "-id")[:limit]
    return sorted(map(_removal_view, rows), key=lambda one: one.stage is not RemovalStage.ASKED)


def _removal_view(row: Removal) -> RemovalView:
    return RemovalView(
        uid=row.uid,
        stage=RemovalStage(row.stage),
        reason=row.reason,
        files=len(row.before),
        asked_by=row.asked_by,
        asked_role=row.asked_role,
        asked_at=row.asked_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        digests=tuple(row.digests),
    )


def data_of(viewer: Viewer, uid: UUID) -> dict[str, Any] | None:
    """The frozen data of a paper."""
    row = Document.objects.filter(visible_q(viewer), uid=uid, origin=Origin.PAPER).first()
    return None if row is None else json.loads(row.data)


def _view(row: Document, newest: Version | None) -> DocumentView:
    return DocumentView(
        uid=row.uid,
        origin=Origin(row.origin),
        stage=Stage(row.stage),
        kind=row.kind,
        title=row.title,
        subject=row.subject,
        made_at=row.made_at,
        paper=row.paper,
        language=row.language,
        dated=row.dated,
        code=row.code or "",
        label=row.label,
        newest=version_view(newest) if newest else None,
    )


def _checked(row: Document, newest: Version, *, current: bool) -> Checked:
    return Checked(
        code=row.code or "",
        kind=row.kind,
        court=row.court,
        dated=row.dated,
        stage=Stage(row.stage),
        digest=newest.sha256,
        current=current,
    )
