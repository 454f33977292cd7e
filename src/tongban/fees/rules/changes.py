"""A fee that changes in a running case: other amounts or procedures, an earlier fee (交纳办法 21, 35; SI 195-204)."""

from __future__ import annotations

from dataclasses import replace

from tongban.fees.rules.joined import Setting, claim_fee
from tongban.fees.vocabulary import Change, ChangeAnswer, Claim, EarlierFee, Fee, Halving
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refusal
from tongban.kernel.steps import Step, step

NOTHING = Money(0)
_CREDIT = {EarlierFee.PAYMENT_ORDER: "SI 195(1)", EarlierFee.SECURITY: "SI 204(2)"}


def changed_claim(before: Claim, after: Money, moment: Change, setting: Setting) -> ChangeAnswer | Refusal:
    """What follows when the amount claimed is changed to `after`.

    More: the difference is paid (21(1)). Less before the end of the court's inquiry: the difference goes back (21(2)).
    Less afterwards: the fee stays, and whoever reduced the claim bears the difference whatever the outcome (35).
    """
    was, now = claim_fee(before, setting), claim_fee(replace(before, amount=after), setting)
    if isinstance(was, Refusal):
        return was
    if isinstance(now, Refusal):
        return now
    raised = before.amount is None or after >= before.amount
    facts = {"before": was.payable.decimal_text, "after": now.payable.decimal_text}
    if raised:
        more = now.payable - was.payable
        return _answer(
            was, now, step("fees.claim_raised", "交纳办法 21(1)", **facts, difference=more.decimal_text), top_up=more
        )
    less = was.payable - now.payable
    if moment is Change.BEFORE_END_OF_INQUIRY:
        said = step("fees.claim_reduced", "交纳办法 21(2)", **facts, difference=less.decimal_text)
        return _answer(was, now, said, refund=less)
    said = step("fees.claim_reduced_late", "交纳办法 35", **facts, difference=less.decimal_text)
    return _answer(was, was, said, borne=less)


def converted(claim: Claim, setting: Setting) -> ChangeAnswer | Refusal:
    """What the plaintiff pays in addition when a simplified case goes on in the ordinary procedure (SI 199).

    `setting.halvings`: what halves the fee apart from the procedure; with one of these nothing more is due.
    """
    others = tuple(why for why in setting.halvings if why is not Halving.SIMPLIFIED)
    was = claim_fee(claim, replace(setting, halvings=(*others, Halving.SIMPLIFIED)))
    now = claim_fee(claim, replace(setting, halvings=others))
    if isinstance(was, Refusal):
        return was
    if isinstance(now, Refusal):
        return now
    more = now.payable - was.payable
    facts = {"before": was.payable.decimal_text, "after": now.payable.decimal_text}
    said = step("fees.converted_to_ordinary", "SI 199(1)", **facts, difference=more.decimal_text)
    return _answer(was, now, said, top_up=more)


def after_earlier_fee(claim: Claim, earlier: EarlierFee, paid: Money, setting: Setting) -> ChangeAnswer | Refusal:
    """What is paid in addition after a payment order that lapsed (SI 195) or an attempt to realise security (SI 204).

    An earlier fee above the case fee leaves nothing to pay; the law sends nothing back for it.
    """
    now = claim_fee(claim, setting)
    return now if isinstance(now, Refusal) else less_earlier_fee(now, earlier, paid)


def less_earlier_fee(now: Fee, earlier: EarlierFee, paid: Money) -> ChangeAnswer | Refusal:
    """What is paid in addition of the fee `now`, of which so much counts as paid; see `after_earlier_fee`."""
    if paid.minor < 0 or paid.currency != NOTHING.currency:
        named = (("amount", str(paid)), ("kind", earlier.term))
        return Refusal(
            "fees.amount_negative" if paid.minor < 0 else "fees.currency", _CREDIT[earlier], ("paid",), named
        )
    more = max(now.payable - paid, NOTHING)
    law = _CREDIT[earlier]
    facts = {"paid": paid.decimal_text, "after": now.payable.decimal_text, "difference": more.decimal_text}
    said = step("fees.earlier_fee_counts", law, earlier=earlier.term, **facts)
    return ChangeAnswer(paid, now, more, NOTHING, NOTHING, f"{now.article}; {law}", (*now.steps, said))


def _answer(
    was: Fee, now: Fee, said: Step, *, top_up: Money = NOTHING, refund: Money = NOTHING, borne: Money = NOTHING
) -> ChangeAnswer:
    article = f"{now.article}; {said.law}"
    return ChangeAnswer(was.payable, now, top_up, refund, borne, article, (*now.steps, said))
