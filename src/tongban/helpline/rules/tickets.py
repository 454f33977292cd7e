"""The ticket as a table: who does what with a question to the court, and what a question needs (人民法院组织法 41)."""

from __future__ import annotations

from collections.abc import Collection

from tongban.helpline.vocabulary import (
    COMPLAINT_LAW,
    HOTLINE_LAW,
    Act,
    Asked,
    Category,
    Condition,
    Stage,
)
from tongban.kernel.moves import Move, Procedure, roles
from tongban.kernel.refusal import Refusal

LONGEST = 4000
"""Signs of a question or an answer: house rule."""
LONGEST_PHONE, LONGEST_CALLER = 40, 80
MOST_WAITING = 5
"""Questions of one person that may wait at one time: house rule, so that nobody's flood delays the others' answers."""
STARS = range(1, 6)

TICKET = Procedure(
    name="helpline",
    first=Stage.WAITING,
    last=frozenset({Stage.ANSWERED}),
    moves=(
        Move(Act.ASSIGN, Stage.WAITING, Stage.WAITING, roles("clerk", "president"), HOTLINE_LAW),
        Move(
            Act.HAND_ON,
            Stage.WAITING,
            Stage.WITH_JUDGE,
            roles("clerk", "president"),
            HOTLINE_LAW,
            frozenset({Condition.CASE_HAS_JUDGE, Condition.NO_COMPLAINT}),
        ),
        Move(Act.HAND_BACK, Stage.WITH_JUDGE, Stage.WAITING, roles("judge"), HOTLINE_LAW),
        Move(Act.ANSWER, Stage.WAITING, Stage.ANSWERED, roles("clerk", "president"), HOTLINE_LAW),
        Move(Act.ANSWER, Stage.WITH_JUDGE, Stage.ANSWERED, roles("judge"), HOTLINE_LAW),
        Move(Act.REOPEN, Stage.ANSWERED, Stage.WAITING, roles("party", "clerk", "president"), HOTLINE_LAW),
        Move(
            Act.RATE,
            Stage.ANSWERED,
            Stage.ANSWERED,
            roles("party"),
            HOTLINE_LAW,
            frozenset({Condition.NOT_RATED}),
        ),
    ),
)


def answer_period(category: Category) -> str:
    """The id of the period within which the court answers."""
    return "hotline_complaint" if category.complains else "hotline_answer"


def basis(category: Category) -> str:
    """The rule under which a ticket of this category is kept."""
    return COMPLAINT_LAW if category.complains else HOTLINE_LAW


def judge_question(asked: Asked, *, waiting: int) -> list[Refusal]:
    """Everything that keeps a question from being taken; `waiting`: how many of the same person wait already."""
    found = judge_words(asked.words)
    if asked.category not in set(Category):
        found.append(Refusal("helpline.category_missing", HOTLINE_LAW, ("category",)))
    elif Category(asked.category).needs_case and asked.concerns is None:
        found.append(Refusal("helpline.case_missing", HOTLINE_LAW, ("concerns",)))
    if len(asked.caller) > LONGEST_CALLER:
        found.append(_too_long("caller", LONGEST_CALLER))
    if len(asked.phone) > LONGEST_PHONE:
        found.append(_too_long("phone", LONGEST_PHONE))
    if waiting >= MOST_WAITING:
        facts = (("most", str(MOST_WAITING)),)
        found.append(Refusal("helpline.too_many_waiting", HOTLINE_LAW, (), facts))
    return found


def judge_caller(asked: Asked) -> list[Refusal]:
    """What the court must know of somebody without an account, so that it can call back."""
    wanted = (("caller", asked.caller), ("phone", asked.phone))
    return [Refusal(f"helpline.{name}_missing", HOTLINE_LAW, (name,)) for name, value in wanted if not value.strip()]


def judge_words(words: str) -> list[Refusal]:
    """Something must be said, and not without end."""
    if not words.strip():
        return [Refusal("helpline.words_missing", HOTLINE_LAW, ("words",))]
    return [_too_long("words", LONGEST)] if len(words.strip()) > LONGEST else []


def judge_stars(stars: int) -> Refusal | None:
    """None for 1 to 5."""
    return None if stars in STARS else Refusal("helpline.stars_missing", HOTLINE_LAW, ("stars",))


def decide(stage: str, act: Act, *, role: str, holds: Collection[Condition] = ()) -> Move | Refusal:
    """The row of the table, or why not."""
    return TICKET.decide(stage, act, role=role, holds=holds)


def _too_long(name: str, most: int) -> Refusal:
    return Refusal("helpline.too_long", HOTLINE_LAW, (name,), (("most", str(most)),))
