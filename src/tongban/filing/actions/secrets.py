"""A state secret leaves the pleadings, too: the words from which a removed paper was made, and the names in drafts."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from tongban.cases.actions.turns import erase_words
from tongban.cases.law import Do
from tongban.cases.queries.turns import turns_in, turns_with
from tongban.documents.actions.texts import let_go
from tongban.documents.law import SECRETS
from tongban.documents.queries import removed_digests, removed_from, removed_papers
from tongban.filing.events import SecretWordsErased
from tongban.filing.models import Defence, Draft, DraftFile, DraftPaper, Filing
from tongban.filing.rules.answers import GONE, without_words
from tongban.filing.rules.interview import forms
from tongban.filing.vocabulary import Answers
from tongban.frame.acts import NothingToDo, Recording, act
from tongban.kernel.actor import Actor
from tongban.register.vocabulary import DueWork

RULE = "house rule: state secrets are erased"


def forget_secret(work: DueWork) -> None:
    """Reaction to `SecretRemoved`: no draft names what was erased, and where a complaint or a defence was erased, the
    words from which it was made go with it.
    """
    removal = UUID(work.entry.body["removal"])
    papers = removed_papers(removal)
    filings = [subject for _uid, kind, subject in papers if kind == "complaint" and subject]
    with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=work.now, fulfils=work) as record:
        gone = tuple(row.uid for row in Filing.objects.filter(uid__in=filings) if _emptied(row))
        drafts = forget_drafts(record, filings, removed_digests(removal))
        defences = _defences([uid for uid, _kind, _subject in papers])
        turns = erase_words(record, _turns(removal, filings), GONE)
        if not (gone or drafts or defences or turns):
            raise NothingToDo
        fact = SecretWordsErased(removal=removal, filings=gone, drafts=drafts, defences=defences, turns=turns)
        record(fact, under=SECRETS)


def forget_drafts(record: Recording, results: Collection[UUID], digests: Collection[str]) -> int:
    """A step: no draft names these contents or holds their text, and the drafts from which these filings or errands
    were made, and those that mend them, lose their words. Returns how many files and drafts it were.
    """
    del record  # proves that an act is open
    files = DraftFile.objects.filter(sha256__in=digests).delete()[0]
    papers = DraftPaper.objects.filter(sha256__in=digests)
    for kept in papers.exclude(kept="").values_list("kept", flat=True):
        let_go(kept)
    files += papers.delete()[0]
    rows = Draft.objects.filter(Q(result__in=results) | Q(corrects__in=results))
    return files + sum(_emptied(row) for row in rows)


def words_gone(interview: str, answers: Answers) -> Answers:
    """The answers of an interview without the person's own words, for whoever keeps a copy of them."""
    known = forms().get(interview)
    return without_words(known, answers) if known else {}


def _emptied(row: Filing | Draft) -> bool:
    """Whether the row lost words; done twice it is done once."""
    left = words_gone(row.interview, row.answers)
    if left == row.answers:
        return False
    row.answers = left
    row.save(update_fields=["answers"])
    return True


def _turns(removal: UUID, filings: Collection[UUID]) -> list[UUID]:
    """The turns from which a removed paper was made, and what an appeal said in the case that it is against."""
    papers = [uid for uid, _kind, _subject in removed_papers(removal)]
    appeals = Filing.objects.filter(uid__in=filings, about__isnull=False).values_list("about", "brought_by")
    said = [turn.uid for case, by in appeals if case for turn in turns_in(case, (Do.APPEAL,)) if turn.party == by]
    return [*said, *turns_with(papers, removed_from(removal))]


def _defences(papers: Collection[UUID]) -> tuple[UUID, ...]:
    found = []
    for row in Defence.objects.filter(paper__in=papers).exclude(facts_text=GONE):
        row.facts_text = GONE
        row.stands = [stand | {"why": GONE if stand.get("why") else ""} for stand in row.stands]
        row.save(update_fields=["facts_text", "stands"])
        found.append(row.uid)
    return tuple(found)
