"""What may be asked for within a case, as a table: every row is sound, and each kind judges its own answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.law_tables import LawCase, cases
from tongban.cases.law import TRACKS, By, Do, may_be_restored
from tongban.cases.rules.authority import NEEDS, ORDINARY
from tongban.cases.vocabulary import CaseView, PartyView, Side, Stage, Track
from tongban.courts.law import period_rules
from tongban.desk.forms.motions import ACTS as DESK_ACTS
from tongban.desk.forms.motions import LABELS as DESK_LABELS
from tongban.kernel.money import Money
from tongban.motions.rules.kinds import DECIDES, FROM_SERVICE, KINDS, decision_of, kind_named, open_to
from tongban.motions.rules.papers import TERMS, application, ruling, said
from tongban.motions.rules.preservation import most_security
from tongban.motions.rules.reading import LONGEST, Named, lines, read
from tongban.motions.rules.recusal import on_receipt
from tongban.motions.rules.rows import Decision, Remedy, Row, Served, Standing
from tongban.motions.vocabulary import Answer, Ground, Kind
from tongban.motions.wording import CHOICES
from tongban.motions.wording import KINDS as KIND_WORDS
from tongban.portal.forms.motions import ACTS as PORTAL_ACTS
from tongban.portal.forms.motions import HINTS
from tongban.portal.forms.motions import LABELS as PORTAL_LABELS

DAY = date(2026, 11, 24)
LIN, ZHOU = UUID(int=1), UUID(int=2)
PERIOD = str(UUID(int=7))
ROWS = list(KINDS.values())
DECISIONS = [(row, do, one) for row in ROWS for do, one in row.decisions.items()]


def someone(uid: UUID, side: Side, name: str) -> PartyView:
    return PartyView(uid, side, name, "natural", uid, "", "示例路1号", "", "", "", joined=True)


def a_case(track: Track = Track.ORDINARY, claim: int = 100_000_00) -> CaseView:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    sides = (someone(LIN, Side.PLAINTIFF, "林晓梅"), someone(ZHOU, Side.DEFENDANT, "周志强"))
    return CaseView(
        UUID(int=9), "（2026）渝0103民初1号", "渝0103", "108(3)", "民间借贷纠纷", track, Stage.PREPARATION, claim,
        "CNY", "property", at, at, None, None, "", sides,
    )  # fmt: skip


def standing(side: Side = Side.PLAINTIFF, **changed: Any) -> Standing:
    case = changed.pop("case", a_case())
    told = {"court_names": {"川0107": "成都市武侯区人民法院"}, "bench": {"judge": "李明", "clerk": "王芳"}}
    told |= {"periods": {PERIOD: "答辩期"}, "restored": lambda _asked, until: until or DAY} | changed
    return Standing(case, case.of_side(side)[0], DAY, **told)


TOLD: dict[Kind, dict[str, str]] = {
    Kind.WITHDRAWAL: {"reasons": "已和解。"},
    Kind.AMENDMENT: {"change": "add", "claims": "还款12万元\n付利息", "amount": "120000.00", "reasons": "漏算。"},
    Kind.JURISDICTION: {"ground": "territory", "court": "川0107", "reasons": "住所地在武侯。"},
    Kind.JOINDER: {
        "place": "defendant", "nature": "natural", "name": "何欢", "address": "示例路3号", "necessity": "surety",
        "reasons": "债务人未被列为被告。",
    },
    Kind.COUNTERCLAIM: {
        "against": str(LIN), "link": "facts", "claims": "赔偿5000元", "amount": "5000.00", "reasons": "违约。",
    },
    Kind.PRESERVATION: {
        "against": str(ZHOU), "aim": "property", "amount": "50000.00", "object": "账户", "reasons": "转移财产。",
        "security": "cash", "security_what": "现金", "haste": "no",
    },
    Kind.RECUSAL: {
        "challenged": "judge", "tie": "kin", "known": "before", "reasons": "审判员系被告之兄。",
    },
    Kind.RESTORATION: {
        "period": PERIOD, "hindrance": "good_cause", "first": "2026-11-16", "last": "2026-11-20", "reasons": "住院。",
    },
    Kind.EVIDENCE: {
        "object": "账册", "where": "被告处", "risk": "lost", "measure": "copy", "reasons": "将销毁。", "haste": "no",
    },
}  # fmt: skip
DECIDED = {
    "reasons": "理由成立。", "court": "川0107", "inquiry": "open", "amount": "50000.00", "exempt": "secured",
    "security_amount": "15000.00", "security_until": "2026-12-01", "measures": "已冻结", "ends_on": "2027-11-24",
    "record": "已复制", "security": "cash", "manner": "spoken", "reference": "审委会〔2026〕3号",
    "until": "2026-12-18",
}  # fmt: skip
SIDES = {Kind.JURISDICTION: Side.DEFENDANT, Kind.COUNTERCLAIM: Side.DEFENDANT}


def of_kind(kind: Kind, **changed: Any) -> Standing:
    return standing(SIDES.get(kind, Side.PLAINTIFF), **changed)


def reasons(found: list[Any]) -> list[str]:
    return [one.reason for one in found]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.kind)
def test_every_kind_can_be_asked_for_in_some_track_and_says_what_an_agent_needs(row: Row) -> None:
    asking = [move for procedure in TRACKS.values() for move in procedure.moves if move.act == row.asks]
    assert asking
    assert {role for move in asking for role in move.by} <= {By.PARTY, By.PLAINTIFF, By.DEFENDANT}
    assert (row.asks in NEEDS) is not (row.asks in ORDINARY)


@pytest.mark.parametrize(("row", "do", "one"), DECISIONS, ids=lambda part: getattr(part, "kind", part))
def test_every_decision_is_a_row_of_the_procedure_and_has_its_words(row: Row, do: Do, one: Decision) -> None:
    moves = [move for move in row.procedure.moves if move.act == do]
    assert moves
    by_party = {By.APPLICANT, By.RESPONDENT}
    parties = any(move.by & by_party for move in moves)
    assert do in (PORTAL_ACTS if parties else DESK_ACTS)
    labels = PORTAL_LABELS if parties else DESK_LABELS
    assert {field.name for field in one.fields} <= set(labels)
    assert bool(one.title) is bool(one.quoted)
    assert bool(one.handed_in) is (parties and bool(one.fields)), "no word of a party is lost"
    assert not one.fields or one.title or one.handed_in or one.above, "no word of the court is lost"
    assert one.remedy is Remedy.NONE or one.title
    rules = {rule for move in moves for rule in move.starts} & FROM_SERVICE
    if do in DECIDES and rules and one.served is not Served.LATER:
        assert one.remedy is not Remedy.NONE, "the paper says what one can do against it"


def test_every_word_of_a_choice_and_of_a_kind_is_told() -> None:
    assert set(KIND_WORDS) == set(Kind) == set(HINTS) == set(KINDS)
    fields = [field for row in ROWS for field in row.fields]
    fields += [field for _row, _do, one in DECISIONS for field in one.fields]
    for field in fields:
        assert field.law
        if field.answer is Answer.CHOICE:
            assert set(field.choices) <= set(CHOICES[type(field.choices[0])]), field.name
    assert set(CHOICES[Ground]) == set(Ground)
    asked = {field.name for row in ROWS for field in row.fields} - {"claims", "reasons"}
    assert asked <= set(TERMS)
    assert {field.name for row in ROWS for field in row.fields} <= set(PORTAL_LABELS)


def test_every_period_of_the_procedures_stands_in_the_table_of_periods() -> None:
    named = {rule for row in ROWS for move in row.procedure.moves for rule in (*move.starts, *move.ends)}
    assert named | FROM_SERVICE <= set(period_rules())


@pytest.mark.parametrize("kind", Kind)
def test_right_answers_are_taken_and_make_a_paper(kind: Kind) -> None:
    row, known = KINDS[kind], of_kind(kind)
    named = Named([p.uid for p in known.opponents], ["川0107"], periods=[PERIOD])
    told, found = read(row.fields, TOLD[kind], named)
    assert found == []
    assert told == TOLD[kind]
    assert row.check(told, known) == []
    paper = application(
        row,
        told,
        known,
        court="重庆市渝中区人民法院",
        signer="某人",
        signed_at="2026-11-24T10:00:00+08:00",
        enclosed=(),
    )
    assert paper["request"]
    assert all(line and "{" not in line for line in paper["request"])
    assert paper["told"] == told


@pytest.mark.parametrize(("row", "do", "one"), DECISIONS, ids=lambda part: getattr(part, "kind", part))
def test_every_decision_says_something_in_chinese(row: Row, do: Do, one: Decision) -> None:
    if not one.title:
        return
    ground = next((f.choices[0] for f in one.fields if f.name == "ground"), "")
    told = DECIDED | ({"ground": str(ground)} if ground else {})
    data = ruling(
        one, TOLD[row.kind], told, of_kind(row.kind), request=("请求",), court="某法院", to="某人",
        asked_on="2026-11-24", dated="2026-11-25", bench=(), clerk="",
    )  # fmt: skip
    assert data["holdings"], do
    assert all(line.strip() and "None" not in line for line in data["holdings"])
    assert data["quoted"].startswith("《")


def test_what_a_party_says_with_an_act_stands_on_a_paper_of_its_own() -> None:
    act, known = KINDS[Kind.PRESERVATION].decisions[Do.GIVE_SECURITY], of_kind(Kind.PRESERVATION)
    paper = said(
        act, {"security": "bank", "reasons": "附保函。"}, known, known.party, court="某法院", signer="林晓梅",
        signed_at="2026-11-24T10:00:00+08:00", enclosed=("保函.pdf",),
    )  # fmt: skip
    assert (paper["title"], paper["reasons"], paper["enclosed"]) == ("担保书", ["附保函。"], ["保函.pdf"])
    assert paper["answers"] == [{"name": "担保方式", "value": "金融机构独立保函"}]
    assert paper["parties"][0] == {"role": "申请人", "name": "林晓梅", "address": "示例路1号"}


@pytest.mark.parametrize("kind", Kind)
def test_every_missing_answer_is_named_at_once(kind: Kind) -> None:
    needed = [field.name for field in KINDS[kind].fields if field.needed]
    _told, found = read(KINDS[kind].fields, {}, Named())
    assert [one.fields for one in found] == [(name,) for name in needed]
    assert set(reasons(found)) == {"motions.answer_missing"}
    assert all(one.law for one in found)


@given(st.dictionaries(st.sampled_from(sorted(TOLD[Kind.PRESERVATION])), st.text(max_size=LONGEST + 5)))
def test_odd_answers_are_refused_and_never_break_a_rule(typed: dict[str, str]) -> None:
    row = KINDS[Kind.PRESERVATION]
    told, found = read(row.fields, typed, Named([ZHOU]))
    checked = row.check(told, standing())
    assert all(one.reason and one.law for one in [*found, *checked])


def test_claims_are_lines_without_their_last_stop() -> None:
    assert lines(" 一；\n\n  二。 \n。\n") == ("一", "二")


@pytest.mark.parametrize(
    ("change", "amount", "reason"),
    [
        ("add", "99999.99", ["motions.amount_not_more"]),
        ("add", "100000.00", []),
        ("reduce", "100000.00", ["motions.amount_not_less"]),
        ("reduce", "0.00", []),
        ("change", "1.00", []),
    ],
)
def test_more_is_more_and_less_is_less(change: str, amount: str, reason: list[str]) -> None:
    told = TOLD[Kind.AMENDMENT] | {"change": change, "amount": amount}
    assert reasons(KINDS[Kind.AMENDMENT].check(told, standing())) == reason


@pytest.mark.parametrize(
    ("asked", "countering", "waits", "reason"),
    [
        ({LIN}, set(), False, []),
        (set(), set(), False, ["motions.other_plaintiffs_go_on"]),
        ({LIN}, {ZHOU}, False, ["motions.counterclaim_goes_on"]),
        ({LIN}, set(), True, ["motions.counterclaim_waits"]),
    ],
)
def test_when_a_withdrawal_may_be_allowed(
    asked: set[UUID], countering: set[UUID], waits: bool, reason: list[str]
) -> None:
    grant = KINDS[Kind.WITHDRAWAL].decisions[Do.GRANT]
    known = standing(asked=frozenset(asked), countering=frozenset(countering), counterclaim_waits=waits)
    assert reasons(grant.check({}, {}, known)) == reason


@pytest.mark.parametrize(("countering", "reason"), [({LIN}, []), ({ZHOU}, ["motions.counterclaim_before"])])
def test_each_defendant_brings_one_counterclaim(countering: set[UUID], reason: list[str]) -> None:
    known = of_kind(Kind.COUNTERCLAIM, countering=frozenset(countering))
    assert reasons(KINDS[Kind.COUNTERCLAIM].check(TOLD[Kind.COUNTERCLAIM], known)) == reason


def test_claims_that_say_nothing_are_missing_and_a_name_stands_in_one_line() -> None:
    typed = TOLD[Kind.AMENDMENT] | {"claims": "。\n；"}
    _told, found = read(KINDS[Kind.AMENDMENT].fields, typed, Named())
    assert [(one.reason, one.fields) for one in found] == [("motions.answer_missing", ("claims",))]
    told, found = read(KINDS[Kind.JOINDER].fields, TOLD[Kind.JOINDER] | {"name": " 何\n欢 "}, Named())
    assert (told["name"], found) == ("何 欢", [])


def test_only_whom_a_counterclaim_names_is_called_its_defendant() -> None:
    case = a_case()
    other = someone(UUID(int=3), Side.PLAINTIFF, "何欢")
    row, known = KINDS[Kind.COUNTERCLAIM], standing(Side.DEFENDANT, case=replace(case, parties=(*case.parties, other)))
    paper = application(
        row, TOLD[row.kind], known, court="某法院", signer="某人", signed_at="2026-11-24T10:00:00+08:00", enclosed=()
    )
    roles = {one["name"]: one["role"] for one in paper["parties"]}
    assert roles == {"周志强": "反诉原告（本诉被告）", "林晓梅": "反诉被告（本诉原告）", "何欢": "原告"}


@pytest.mark.parametrize(
    ("late", "ground", "reason"),
    [
        (0, "territory", []),
        (1, "territory", ["motions.objection_late"]),
        (1, "agreed", ["motions.objection_late"]),
        (1, "level", []),
        (1, "exclusive", []),
    ],
)
def test_until_when_one_objects_to_jurisdiction(late: int, ground: str, reason: list[str]) -> None:
    known = of_kind(Kind.JURISDICTION, until=DAY - timedelta(days=late))
    told = TOLD[Kind.JURISDICTION] | {"ground": ground}
    assert reasons(KINDS[Kind.JURISDICTION].check(told, known)) == reason


@given(st.integers(min_value=0, max_value=10**12))
def test_security_is_at_most_thirty_percent_of_what_is_secured(fen: int) -> None:
    most = most_security({"amount": Money(fen).decimal_text}, "CNY")
    assert most.minor * 100 <= fen * 30 < (most.minor + 1) * 100


@pytest.mark.parametrize("track", Track)
def test_only_in_small_claims_a_ruling_about_jurisdiction_is_final_at_once(track: Track) -> None:
    acts = set(open_to(KINDS[Kind.JURISDICTION], "objected", "judge", track=track))
    final = {Do.TRANSFER_FINALLY, Do.KEEP_FINALLY}
    assert (acts >= final) is (track is Track.SMALL_CLAIMS)
    assert (acts >= {Do.UPHOLD_OBJECTION, Do.REJECT_OBJECTION}) is (track is not Track.SMALL_CLAIMS)


def test_an_unknown_kind_or_decision_is_refused() -> None:
    assert kind_named("magic") == kind_named("magic")
    assert getattr(kind_named("magic"), "reason", "") == "motions.no_such_kind"
    assert getattr(decision_of(KINDS[Kind.WITHDRAWAL], "lift"), "reason", "") == "motions.no_such_decision"


@pytest.mark.parametrize(
    ("measure", "secured", "reason"),
    [("copy", False, []), ("seize", False, ["motions.security_first"]), ("seize", True, [])],
)
def test_what_binds_a_thing_takes_security_first(measure: str, secured: bool, reason: list[str]) -> None:
    ruled = KINDS[Kind.EVIDENCE].decisions[Do.RULE_PRESERVATION]
    assert reasons(ruled.check({"measure": measure}, {}, standing(secured=secured))) == reason


@pytest.mark.parametrize(
    ("told", "known", "reason"),
    [
        ({}, {}, []),
        ({}, {"begun": True}, ["motions.recusal_late"]),
        ({"known": "later"}, {"begun": True}, []),
        ({"known": "later"}, {"begun": True, "debate_over": True}, ["motions.debate_over"]),
        ({}, {"bench": {}}, ["motions.nobody_in_office"]),
        ({"challenged": "appraiser"}, {}, ["motions.answer_missing"]),
        ({"challenged": "appraiser", "whom": "孙工"}, {}, []),
    ],
)
def test_recusal_is_asked_for_in_time_and_against_somebody(
    told: dict[str, str], known: dict[str, Any], reason: list[str]
) -> None:
    assert reasons(KINDS[Kind.RECUSAL].check(TOLD[Kind.RECUSAL] | told, standing(**known))) == reason


@pytest.mark.parametrize(("days", "in_time"), [(None, True), (0, True), (1, True), (2, False)])
def test_review_of_a_recusal_is_asked_for_on_receiving_the_decision(days: int | None, in_time: bool) -> None:
    served = None if days is None else DAY - timedelta(days=days)
    assert on_receipt(served, DAY) is in_time


def test_the_number_of_the_committees_decision_is_needed_where_the_committee_decides() -> None:
    grant, known = KINDS[Kind.RECUSAL].decisions[Do.GRANT_RECUSAL], standing(committee=True)
    [no] = grant.check({}, {"reasons": "属实"}, known)
    assert (no.reason, no.fields) == ("motions.answer_missing", ("reference",))
    assert grant.check({}, {"reference": "审委会〔2026〕3号"}, known) == []


def test_an_amount_in_chinese_words_is_kept_in_digits() -> None:
    typed = TOLD[Kind.AMENDMENT] | {"amount": "拾贰万元整"}
    told, found = read(KINDS[Kind.AMENDMENT].fields, typed, Named())
    assert (told["amount"], found) == ("120000.00", [])


@pytest.mark.parametrize("case", cases("periods", "restored"), ids=lambda case: case.id)
def test_which_periods_the_court_may_restore(case: LawCase) -> None:
    """The page's own table: docs/law/periods.md."""
    assert may_be_restored(case["rule"], DAY) is (case["answer"] == "yes")


@pytest.mark.parametrize(
    ("rule", "met", "answer"),
    [
        ("appeal_judgment", None, True),
        ("appeal_judgment", 0, False),
        ("appeal_judgment", 1, True),
        ("defence", 1, False),
    ],
)
def test_what_is_over_is_restored_only_when_a_judgment_took_effect_unappealed(
    rule: str, met: int | None, answer: bool
) -> None:
    assert may_be_restored(rule, DAY, None if met is None else DAY + timedelta(days=met)) is answer
