"""The judge signs: the draft is checked, frozen and becomes the judgment of the case (CPL 155)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.move import step_case
from tongban.cases.queries import viewer_for
from tongban.cases.vocabulary import Act, CaseView
from tongban.documents.actions.paper import issue_paper
from tongban.frame.acts import Recording, act, locked
from tongban.judgments.events import JudgmentMade
from tongban.judgments.models import Judgment, JudgmentDraft
from tongban.judgments.queries import materials_of, setting_of
from tongban.judgments.queries.reading import judgment_view
from tongban.judgments.rules.composing import compose, sides_of
from tongban.judgments.rules.writing import cited_exhibits, findings
from tongban.judgments.vocabulary import JudgmentView
from tongban.kernel.actor import Actor
from tongban.kernel.facts import canonical
from tongban.kernel.ids import new_id
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal, Refused, require

PAPER, KIND, TITLE = "judgments/judgment", "judgment", "民事判决书"


def sign_judgment(case: UUID, *, by: Actor, at: datetime) -> JudgmentView:
    """The judge of the case signs the draft: it is frozen, the case is decided, signature and seal are ordered.

    Refused: another judge, another stage (also a second time), a part missing, more than was claimed, evidence that
    was not examined (在线诉讼规则 15). All findings come at once.
    """
    with act(by=by, at=at) as record:
        view, law = step_case(record, case, Act.SIGN_JUDGMENT)
        assert by.person is not None  # noqa: S101 - the table has made sure that it is the judge of the case
        row = _make(record, view, by.person, law)
    return judgment_view(row)


def _make(record: Recording, case: CaseView, judge: UUID, law: str) -> Judgment:
    draft = locked(JudgmentDraft.objects.filter(of_case=case.uid)).first()
    if draft is None:
        raise Refused(Refusal("judgments.no_draft", "CPL 155"))
    today = timezone.localtime(record.at).date()
    materials, setting = materials_of(viewer_for(judge, at=record.at), case), setting_of(case, today)
    claim = Money(case.claim_minor, case.currency)
    claimants = [one.name for one in case.claimants]
    against = findings(
        draft.fields,
        materials.exhibits,
        claim=claim,
        fee=setting.fee,
        sides=sides_of(case),
        claimants=claimants,
    )
    require(against)
    data = compose(case, materials, draft.fields, setting)
    cited = tuple(exhibit.uid for exhibit in cited_exhibits(draft.fields, materials.exhibits))
    uid = new_id()
    # The court's own until it is signed and sealed: a party must never see a judgment that nobody signed.
    label = Label(Layer.STAFF, court=case.court, case=case.uid)
    document = issue_paper(record, PAPER, data, kind=KIND, title=TITLE, label=label, dated=today, subject=uid)
    row = Judgment.objects.create(
        uid=uid,
        layer=Layer.STAFF,
        court=case.court,
        case=case.uid,
        of_case=case.uid,
        document=document,
        judge=judge,
        dated=today,
        content=data,
        cited=[str(exhibit) for exhibit in cited],
        made_at=record.at,
    )
    digest = hashlib.sha256(canonical(data)).hexdigest()
    fact = JudgmentMade(case=case.uid, judgment=uid, document=document, judge=judge, digest=digest, cited=cited)
    record(fact, under=law, case=case.uid)
    return row
