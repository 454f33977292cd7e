"""Papers that were ordered are made by the worker."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from tongban.documents.actions.paper import keep_rendering, render, signed_form
from tongban.documents.queries import name_on_file
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.actions.report import describe, keep_report
from tongban.register.vocabulary import DueWork

REPORTS = {"report.pdf": "zh-Hans", "report.en.pdf": "en"}
"""The report on a seal, by its names in the bundle; the Chinese one prevails."""


def render_paper(work: DueWork) -> None:
    """Reaction to `PaperOrdered`: typeset the paper, then put it on file."""
    rendering = render(UUID(work.entry.body["document"]))
    court = work.entry.actor.get("court", "")
    with act(by=Actor.office(court, "OLR 35: the file grows with the case"), at=work.now, fulfils=work) as record:
        keep_rendering(record, rendering)


def make_report(work: DueWork) -> None:
    """Reaction to `ReportOrdered`: typeset and sign the report on a seal in the name of the ledger's keeper."""
    subject, keeper = UUID(work.entry.body["subject"]), settings.TONGBAN.name
    told = describe(subject, name=name_on_file(subject) or "", at=work.now)
    papers = {
        name: signed_form(
            "register/report",
            told.facts,
            language=language,
            dated=told.facts["date"],
            slug="ledger",
            name=keeper,
            reason="司法区块链存证证明",
        )
        for name, language in REPORTS.items()
    }
    office = Actor.office("", "OLR 16: the report on a seal", settings.TONGBAN.slug)
    with act(by=office, at=work.now, fulfils=work) as record:
        keep_report(record, subject, told, papers)
