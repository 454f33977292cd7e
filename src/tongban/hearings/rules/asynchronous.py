"""When a hearing may be asynchronous (非同步庭审, 在线诉讼规则 20(2)): all conditions at once, each with its name.

That it is open in the simplified procedure and in small claims only stands in the tables of the tracks.

Facts and evidence count as undisputed only when it was said: silence is no admission before the hearing.
"""

from __future__ import annotations

from dataclasses import dataclass

from tongban.hearings.vocabulary import Difficulty
from tongban.kernel.refusal import Refusal

LAW = "在线诉讼规则 20(2)"
APPLICATION_LIMIT = 1000
"""Characters; house rule."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when a party asks.

    `withheld`: names of the parties that have not agreed to an online hearing; `exchanged`: an exchange or inquiry was
    held to its end; `silent`: names of the defendants without an answer to the complaint; `denying`: names of those who
    do not accept its facts; `contested`: numbers of the exhibits that are contested, or of which nobody has spoken.
    """

    difficulty: str
    application: str
    withheld: tuple[str, ...] = ()
    exchanged: bool = False
    silent: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()


def may_be_asynchronous(situation: Situation) -> list[Refusal]:
    """Every condition that is not met; empty when the court may allow it."""
    found = []
    if situation.difficulty not in set(Difficulty):
        found.append(Refusal("hearings.async_no_difficulty", f"{LAW}(i)", ("difficulty",)))
    found += _application(situation.application)
    if situation.withheld:
        found.append(Refusal("hearings.async_consent", f"{LAW}(ii)", facts=_who(situation.withheld)))
    if not situation.exchanged:
        found.append(Refusal("hearings.async_no_exchange", f"{LAW}(iii)"))
    if situation.silent:
        found.append(Refusal("hearings.async_no_answer", f"{LAW}(iii)", facts=_who(situation.silent)))
    if situation.denying:
        found.append(Refusal("hearings.async_facts_disputed", f"{LAW}(iii)", facts=_who(situation.denying)))
    if situation.contested:
        facts = (("which", "、".join(situation.contested)),)
        found.append(Refusal("hearings.async_evidence_disputed", f"{LAW}(iii)", facts=facts))
    return found


def _application(text: str) -> list[Refusal]:
    if not text.strip():
        return [Refusal("hearings.async_no_application", f"{LAW}(ii)", ("application",))]
    if len(text.strip()) > APPLICATION_LIMIT:
        facts = (("limit", str(APPLICATION_LIMIT)),)
        return [Refusal("hearings.too_long", "house rule: lengths of answers", ("application",), facts)]
    return []


def _who(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return (("who", "、".join(names)),)
