"""The capture manifest: what a party shows about its chained record before it was put on the chain."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import step_case
from tongban.cases.actions.standing import own_party
from tongban.cases.vocabulary import Act, CaseView, PartyView
from tongban.documents.actions.paper import issue_paper
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.law import told_of_secrets
from tongban.documents.queries import newest_versions
from tongban.documents.vocabulary import Material, VersionView
from tongban.evidence.actions.exhibits import exhibit_named
from tongban.evidence.events import CaptureShown
from tongban.evidence.models import Exhibit, Manifest, Ruling
from tongban.evidence.queries import exchange_over
from tongban.evidence.rules.chain import BEFORE_LAW, check_manifest, items_of, manifest_form, may_show
from tongban.evidence.vocabulary import ChainRuling, Provenance, number_of
from tongban.frame.acts import Recording
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import require
from tongban.register.actions.seal import measure, seal
from tongban.register.vocabulary import SealKind

TITLE = "上链前真实性说明"


def show_capture(
    record: Recording,
    *,
    case: UUID,
    exhibit: str = "",
    state_secret: str = "",
    materials: tuple[Material, ...] = (),
    **said: str,
) -> UUID:
    """A party shows, item by item, where its chained record comes from (在线诉讼规则 18); returns the manifest's uid.

    `said` holds words and `materials` at most one file by the item's code (`Provenance`). A later manifest keeps what
    it does not replace. Its canonical form is sealed and it is printed. Refused for another's exhibit, after the
    exchange, for unknown items, and when all six are empty.
    """
    view, _ = step_case(record, case, Act.SUBMIT_EXHIBIT)
    party = own_party(record, view)
    row = exhibit_named(case, exhibit)
    require(told_of_secrets(state_secret, "state_secret"))
    refusal = may_show(own=row.party in party.line, exchange_over=exchange_over(case) and not court_waits(row))
    words = items_of(said)
    require(refusal or check_manifest(words, [material.question for material in materials]))
    before = Manifest.objects.filter(exhibit=row).order_by("number").last()
    said_now = items_of(before.said) | words if before else words
    files = _kept(record, view, party, row, materials, before)
    manifest = _manifest(record, view, row, said_now, files)
    fact = CaptureShown(
        case=case,
        exhibit=row.uid,
        manifest=manifest.uid,
        party=party.uid,
        number=manifest.number,
        shown=tuple(item.value for item in Provenance if item in said_now or item in files),
        digest=hashlib.sha256(manifest.form.encode()).hexdigest(),
    )
    record(fact, under=BEFORE_LAW, case=case)
    _print(record, view, party, row, manifest)
    return manifest.uid


def court_waits(row: Exhibit) -> bool:
    """True while the court waits for an answer: it asked after the newest manifest (在线诉讼规则 18(2))."""
    asked = Ruling.objects.filter(exhibit=row, ruling=ChainRuling.ASK_BEFORE).order_by("at", "id").last()
    shown = Manifest.objects.filter(exhibit=row).order_by("number").last()
    return asked is not None and (shown is None or shown.at <= asked.at)


def _kept(
    record: Recording,
    case: CaseView,
    party: PartyView,
    row: Exhibit,
    materials: tuple[Material, ...],
    before: Manifest | None,
) -> dict[Provenance, UUID]:
    """The documents by item: those of the manifest before, with what was added now in their place."""
    kept = {Provenance(item): UUID(uid) for item, uid in before.files.items()} if before else {}
    label = Label(Layer.CASE, court=case.court, case=case.uid, holder=party.person)
    for material in materials:
        item = Provenance(material.question)
        received = recall_upload(material.sha256, material.name, field=f"{item}_file")
        title = f"{number_of(party.side, row.number)} {item.term}"
        kept[item], _ = keep_upload(record, received, kind="capture", title=title, label=label, subject=row.uid)
    return kept


def _manifest(
    record: Recording, case: CaseView, row: Exhibit, said: dict[Provenance, str], files: dict[Provenance, UUID]
) -> Manifest:
    own = [file.document for file in row.files.order_by("order")]
    versions = newest_versions([*own, *files.values()])
    number = Manifest.objects.filter(exhibit=row).count() + 1
    form = manifest_form(
        exhibit=str(row.uid),
        number=number,
        party=str(row.party),
        at=record.at.isoformat(),
        exhibit_files=[versions[uid].sha256 for uid in own],
        said=said,
        files={item: versions[uid].sha256 for item, uid in files.items()},
    )
    manifest = Manifest.objects.create(
        layer=Layer.CASE,
        court=case.court,
        case=case.uid,
        exhibit=row,
        number=number,
        party=row.party,
        said={item.value: text for item, text in said.items()},
        files={item.value: str(uid) for item, uid in files.items()},
        form=canonical(form).decode(),
        at=record.at,
    )
    if not row.chained:
        row.chained = True
        row.save(update_fields=["chained"])
    seal(record, SealKind.EVIDENCE, manifest.uid, measure(manifest.form.encode()), case=case.uid)
    return manifest


def _print(record: Recording, case: CaseView, party: PartyView, row: Exhibit, manifest: Manifest) -> None:
    local = timezone.localtime(record.at)
    files = {Provenance(item): UUID(uid) for item, uid in manifest.files.items()}
    own = [file.document for file in row.files.order_by("order")]
    versions = newest_versions([*own, *files.values()])
    number = number_of(party.side, row.number)
    data = {
        "case_no": case.number,
        "date": local.date(),
        "at": local.isoformat(),
        "party": {"side": party.side.term, "name": party.name},
        "exhibit": {"no": number, "title": row.title},
        "number": manifest.number,
        "files": [_file(versions[uid]) for uid in own],
        "items": [
            {"term": item.term, "says": manifest.said.get(item.value)}
            | ({"file": _file(versions[files[item]])} if item in files else {})
            for item in Provenance
        ],
        "sha256": hashlib.sha256(manifest.form.encode()).hexdigest(),
    }
    issue_paper(
        record,
        "evidence/capture_manifest",
        data,
        kind="capture_manifest",
        title=f"{number}{TITLE}",
        label=Label(Layer.CASE, court=case.court, case=case.uid),
        dated=local.date(),
        subject=manifest.uid,
    )


def _file(version: VersionView) -> dict[str, Any]:
    return {"name": version.name, "sha256": version.sha256}
