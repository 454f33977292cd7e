"""Papers that were ordered are rendered by the worker."""

from __future__ import annotations

from uuid import UUID

from tongban.documents.actions.paper import keep_rendering, render
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork


def render_paper(work: DueWork) -> None:
    """Reaction to `PaperOrdered`: typeset the paper, then put it on file."""
    rendering = render(UUID(work.entry.body["document"]))
    court = work.entry.actor.get("court", "")
    with act(by=Actor.office(court, "OLR 35: the file grows with the case"), at=work.now, fulfils=work) as record:
        keep_rendering(record, rendering)
