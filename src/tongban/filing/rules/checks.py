"""What scrutiny looks at (CPL 122, 127(5); 登记立案 6): the machine tells what it doubts, a person judges.

No doubt is a decision. A filing without any is clean: it may be registered together with others like it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tongban.filing.rules.answers import findings, warnings
from tongban.filing.rules.told import Told, named
from tongban.filing.vocabulary import Answers, Check, Interview, Kind, Point
from tongban.filing.vocabulary.agent import FILED_BY
from tongban.kernel.refusal import Refusal

_TELLS_APART = ("id_number", "credit_code", "phone", "address")
_RATES, _LIMITATION = frozenset({"filing.rates_not_compared", "filing.rates_begin_later"}), "Civil Code 188"


def checks(
    interview: Interview, answers: Answers, *, files: Collection[str], competent: bool, alike: bool, today: date
) -> tuple[Check, ...]:
    """Every point with its doubts. `competent`: the answers lead here; `alike`: the same was filed before."""
    found = findings(interview, answers, files=files, today=today)
    kinds = {q.id: q.kind for page in interview.pages for q in page.questions}
    lacking = tuple(one for one in found if one.fields and kinds.get(one.fields[0]) is Kind.FILES)
    claim = tuple(one for one in found if one not in lacking)
    told = tuple(one for one in warnings(interview, answers, today=today) if not _is_for_the_trial(one))
    return (
        Check(Point.CONCERNED, "CPL 122(1)", (_BY_AGENT,) if answers.get(FILED_BY) else (), judged=True),
        Check(Point.DEFENDANT, "CPL 122(2)", _unclear(interview, answers, today), judged=False),
        Check(Point.CLAIM, "CPL 122(3)", (*claim, *told), judged=True),
        Check(Point.COMPETENT, "CPL 122(4)", () if competent else (_NOT_HERE,), judged=False),
        Check(Point.ONCE, "CPL 127(5)", (_ALIKE,) if alike else (), judged=False),
        Check(Point.MATERIALS, "登记立案 6", lacking, judged=True),
    )


_NOT_HERE = Refusal("scrutiny.not_competent", "CPL 122(4)")
_ALIKE = Refusal("scrutiny.alike", "CPL 127(5)")
_BY_AGENT = Refusal("scrutiny.filed_by_agent", "CPL 61, 62; SI 88")


def _is_for_the_trial(warning: Refusal) -> bool:
    """What no court looks at before it registers: whether the time to claim is over, which the other side may raise and
    the court may not (SI 219; Civil Code 193), and at which rate interest is worked out in the end.
    """
    return warning.reason in _RATES or warning.law.startswith(_LIMITATION)


def doubts_of(checked: Collection[Check]) -> list[str]:
    """The codes of all doubts, each once, in the order of the points."""
    return list(dict.fromkeys(doubt.reason for check in checked for doubt in check.doubts))


def _unclear(interview: Interview, answers: Answers, today: date) -> tuple[Refusal, ...]:
    """Defendants of whom nothing but a name is told (SI 209)."""
    return tuple(
        Refusal("scrutiny.defendant_unclear", "CPL 122(2)", (named("defendant.name", row.row),))
        for row in Told(interview, answers, today).in_rows("defendant")
        if not any(row.text(f"defendant.{name}") for name in _TELLS_APART)
    )
