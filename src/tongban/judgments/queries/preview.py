"""The draft as it would read if it were signed now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tongban.access.vocabulary import Viewer
from tongban.cases.vocabulary import CaseView
from tongban.judgments.queries.file import materials_of, setting_of
from tongban.judgments.queries.reading import draft_of
from tongban.judgments.rules.composing import compose, first_fields, sides_of
from tongban.judgments.rules.text import Paragraph, paragraphs
from tongban.judgments.rules.writing import findings
from tongban.judgments.vocabulary import FeeLine, Fields, Materials
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft with the file it rests on, its text, and all that still stands against signing it."""

    fields: Fields
    materials: Materials
    fee: FeeLine
    paragraphs: tuple[Paragraph, ...]
    refusals: tuple[Refusal, ...]
    several: frozenset[str]
    """Sides on which several parties stand, who may bear unequal parts of a fee."""


def preview(viewer: Viewer, case: CaseView) -> Preview:
    """What the judge of the case has written, or the first draft from the file; nothing is saved. Others: no draft."""
    if case.uid not in viewer.panels:
        raise Refused(Refusal("judgments.no_such_draft", "在线诉讼规则 38"))
    materials, setting = materials_of(viewer, case), setting_of(case, timezone.localtime(viewer.now).date())
    draft = draft_of(viewer, case.uid)
    fields = draft.fields if draft else first_fields(case, materials)
    claim = Money(case.claim_minor, case.currency)
    sides = sides_of(case)
    claimants = [one.name for one in case.claimants]
    against = findings(fields, materials.exhibits, claim=claim, fee=setting.fee, sides=sides, claimants=claimants)
    several = frozenset(side for side, count in sides.items() if count > 1)
    text = text_of(compose(case, materials, fields, setting))
    return Preview(fields, materials, setting.fee, text, tuple(against), several)


def text_of(content: dict[str, Any]) -> tuple[Paragraph, ...]:
    """The paragraphs of a judgment's frozen data, or of its public form; none without content."""
    return paragraphs(content) if content else ()
