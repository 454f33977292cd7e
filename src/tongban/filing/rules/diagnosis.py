"""From a person's own words to the guided pleadings that fit, and what to expect: where, cost, time, agreement.

A suggestion binds nobody: it is shown with its reason, and every form stays open. Words of each dispute, and
examples of stories, stand in the `guide` of its interview; causes of action found by `courts.law.search` lead to
interviews by their codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tongban.courts.law import cause_on, path, period_amount, search
from tongban.fees.law import case_fee
from tongban.fees.vocabulary import Fee, FeeKind
from tongban.filing.rules.cues import SENTENCES, plain, weighed
from tongban.filing.rules.interview import forms, interviews
from tongban.filing.rules.likeness import hear, led, likeness, nearest
from tongban.filing.vocabulary import Interview
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal

LONGEST = 2000
"""Signs of a story that are read for cues."""
MOST = 4
"""So many suggestions are read."""
OTHER = "general"
"""The interview that takes what no other takes."""
_CAUSE_HITS, _PIECE = 3, 60
_MOST_SEARCHED = 5
"""In so many sentences of a story, the first, a cause of action is looked for: each is a search in the whole list."""
_WORDS = 0.12
"""What words and causes count beside likeness, as a regression on stories that were not learnt found it."""
_SURE, _FAR = 8, 3.0
"""So much told in words (as four telling signs) that no guess is shown beside it which is so much less likely."""
_ASKED, _MOST_ASKED = 4, 2
"""So much told asks for an application (上诉 alone does), and so many are shown."""
_CAUSE = 4
"""What a cause of action counts that a sentence leads to: as much as a telling word of two signs."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A guided pleading that may fit: the words and causes of action that led to it, and what to expect.

    `words`: those of the guide, else those of word fields; `example`: the most similar invented story, where no word of
    the guide and no cause led here; `told`: how much words and causes tell, `score`: the logarithm of odds that words
    and likeness make; `fee`: what is paid in advance in the simplified procedure, None while it hangs on an amount or
    on the province;
    `months`: the limit of the trial in the simplified procedure (CPL 164).
    """

    interview: Interview
    words: tuple[str, ...]
    causes: tuple[str, ...]
    example: str
    told: int
    score: float
    fee: Money | None
    months: int | None


@dataclass(frozen=True, slots=True)
class _Scored:
    weight: int
    """What words and causes tell for it, less what they tell against it."""
    like: float
    interview: Interview
    words: tuple[str, ...]
    causes: tuple[str, ...]
    example: str

    @property
    def told(self) -> int:
        """What words and causes tell for it."""
        return max(0, self.weight)

    @property
    def score(self) -> float:
        """What words and causes tell, and what likeness does."""
        return _WORDS * self.weight + self.like


def diagnose(story: str, *, on: date, group: str = "", amount: Money | None = None) -> tuple[Outlook, ...]:
    """The interviews that fit what was told, best first, at most `MOST`; the general one when nothing else fits.

    `group`: the kind of problem that the person chose, which narrows the list; `amount`: about what it is worth.
    """
    text = plain(story[:LONGEST])
    hits = _causes_in(text, on)
    heard = hear(text)
    alike = likeness(heard)
    scored: list[_Scored] = []
    for interview in interviews().values():
        guide = interview.guide
        weight, words = weighed(text, guide.words, guide.perhaps)
        causes = tuple(name for name, codes in hits if codes & set(guide.causes))
        weight += _CAUSE * len(causes) - weighed(text, guide.against, ())[0]
        example = ""
        if weight <= 0:
            words, causes, example = led(heard, interview.id), (), nearest(heard, interview.id)
        # What has neither words nor an example has no reason that could be shown.
        if guide.group == group or (not group and (weight > 0 or example)):
            scored.append(_Scored(weight, alike[interview.id], interview, words, causes, example))
    found = sorted(scored, key=lambda one: (-one.score, one.interview.id == OTHER))
    return tuple(
        Outlook(
            interview=one.interview,
            words=one.words,
            causes=one.causes,
            example=one.example,
            told=one.told,
            score=one.score,
            fee=cost_of(one.interview, amount, on),
            months=_months(on),
        )
        for one in (found[:MOST] if group else _shown(found))
    )


def applications(story: str) -> tuple[Interview, ...]:
    """The forms of other procedures that a story asks for by its words, best first: an appeal, a payment order."""
    text = plain(story[:LONGEST])
    others = [one for name, one in forms().items() if name not in interviews()]
    told = {one.id: weighed(text, one.guide.words, ())[0] - weighed(text, one.guide.against, ())[0] for one in others}
    asked = sorted((one for one in others if told[one.id] >= _ASKED), key=lambda one: -told[one.id])
    return tuple(asked[:_MOST_ASKED])


def _shown(found: list[_Scored]) -> list[_Scored]:
    """The best. Likeness alone is a guess: shown where words tell little, beside the general one if they are none."""
    best = found[:MOST]
    if any(one.told >= _SURE for one in found):
        return [one for one in best if one.told or one.score >= best[0].score - _FAR]
    if any(one.told for one in best):
        return best
    if best and best[0].interview.id == OTHER:
        return best
    others = [one for one in best if one.interview.id != OTHER]
    return [*others[: MOST - 1], _Scored(0, 0, interviews()[OTHER], (), (), "")]


def _causes_in(text: str, on: date) -> list[tuple[str, set[str]]]:
    """The causes of action that a story's sentences lead to: the name of each, and its code with all codes above."""
    found: dict[str, set[str]] = {}
    for sentence in _pieces(text):
        hits = search(sentence, on, limit=_CAUSE_HITS)
        for hit in () if isinstance(hits, Refusal) else hits[:1]:
            if hit.why.code in {"causes.by_word", "causes.by_name"}:
                found[hit.cause.name] = {cause.code for cause in path(hit.cause, on)} | {hit.cause.code}
    return list(found.items())


def _pieces(text: str) -> Iterator[str]:
    for sentence in SENTENCES.split(text)[:_MOST_SEARCHED]:
        if sentence.strip():
            yield sentence.strip()[:_PIECE]


def cost_of(interview: Interview, amount: Money | None, on: date) -> Money | None:
    """What is paid in advance in the simplified procedure; None while it hangs on an amount."""
    kind, worth = FeeKind(interview.fee[-1].value), amount or Money(0)
    if kind is FeeKind.PROPERTY and worth.minor <= 0:
        return None
    found = case_fee(kind, worth, on=on, simplified=True)
    return found.payable if isinstance(found, Fee) else None


def _months(on: date) -> int | None:
    """The limit of the simplified procedure, by the table of periods."""
    found = period_amount("trial_simplified", on)
    return found if isinstance(found, int) else None


def leads_somewhere(interview: Interview, on: date) -> tuple[str, ...]:
    """For whoever writes an interview: the causes of action that it names and that the list does not hold."""
    named = (*(case.value for case in interview.cause), *interview.guide.causes)
    return tuple(code for code in dict.fromkeys(named) if isinstance(cause_on(code, on), Refusal))
