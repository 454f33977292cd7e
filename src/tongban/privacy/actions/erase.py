"""What is held about a person is erased at her request, as far as the law lets it go (个人信息保护法 47)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings

from tongban.access.vocabulary import Viewer
from tongban.filing.actions.draft import erase_drafts
from tongban.frame.acts import Recording, act
from tongban.helpline.actions.feeds import erase_ways
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refusal, Refused
from tongban.people.actions.erase import erase_account, erase_identity
from tongban.privacy.events import PersonalDataErased
from tongban.privacy.queries import holdings_of
from tongban.privacy.rules.erasure import LAW, judge_erasure
from tongban.privacy.vocabulary import Erasure, Held
from tongban.register.actions.forget import entries_about, forget_seals
from tongban.register.vocabulary import DueWork

RULE = "个人信息保护法 47: the ledger keeps commitments that nobody can link"


def erase_data(viewer: Viewer, *, by: Actor, at: datetime) -> Erasure:
    """Erase what may go; returns what went and what stays, with reasons. Judged anew here, whatever a page showed."""
    person = by.person
    if person is None:
        raise Refused(Refusal("people.sign_in_first", LAW))
    with act(by=by, at=at) as record:
        decided = judge_erasure(holdings_of(person, viewer, at=at))
        if isinstance(decided, Refusal):
            raise Refused(decided)
        steps = {Held.DRAFTS: erase_drafts, Held.ACCOUNT: _erase_account, Held.IDENTITY: erase_identity}
        for item in decided.erased:
            steps[item](record, person)
        fact = PersonalDataErased(
            person=person,
            erased=tuple(item.value for item in decided.erased),
            kept=tuple((one.item.value, one.why.value) for one in decided.kept),
        )
        record(fact, under=LAW)
    return decided


def _erase_account(record: Recording, person: UUID) -> None:
    erase_ways(record, person)
    erase_account(record, person)


def cut_links(work: DueWork) -> None:
    """Reaction to `PersonalDataErased`, a day later, when the ledger has proven all that was entered until then."""
    if Held.IDENTITY.value not in work.entry.body["erased"]:
        return
    entries = entries_about(UUID(work.entry.body["person"]))
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        forget_seals(record, entries, under=LAW)
