"""A lawyer files for a client with the own account: what is asked, who sees it, and how the client goes on alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.acts.agents import accepted
from tests.acts.conduct import does, prepared
from tests.acts.for_client import FIRM_NAME, UNKNOWN, drafted, filed, lawyer, licensed, told_of
from tests.acts.licences import LAWYER
from tests.acts.losses import dies
from tests.acts.mediations import PUBLIC_TOLD, president
from tests.acts.test_licences import firm_of
from tests.builders import OPERATOR, House, id_number, party, person, refused, step
from tongban.cases.models import Party, Representation
from tongban.cases.queries import case_seen_by, consents_of
from tongban.cases.vocabulary import CaseView, Choice, Stage, Step
from tongban.cases.vocabulary.agents import AuthorityState
from tongban.cooperation.actions.correct import begin_correction
from tongban.delivery.models import Dispatch
from tongban.documents.models import Document
from tongban.evidence.models import Exhibit
from tongban.filing.actions.decide import accept, accept_each, ask_correction, refuse
from tongban.filing.actions.draft import save_answers
from tongban.filing.actions.for_client import dismiss_agent, take_up
from tongban.filing.actions.mediate import go_to_mediation
from tongban.filing.actions.refusals import appeal_refusal
from tongban.filing.models import Filing
from tongban.filing.queries import complaint_told, draft_of, filing_by_uid, filing_seen_by, filings_of
from tongban.filing.queries.for_client import filed_in_name_of, told_of_filing
from tongban.filing.queries.repeated import own_alike
from tongban.filing.vocabulary.agent import AGENT, AGENT_PAPER, FILED_BY
from tongban.mediation.actions.early import appoint_early, leave_early
from tongban.mediation.actions.register import enlist_mediator
from tongban.mediation.models import EarlyMediation
from tongban.mediation.queries.early import early_seen_by
from tongban.people.actions.licences import write_letter
from tongban.people.actions.register import register_person
from tongban.people.vocabulary import PersonView


@pytest.fixture
def chen(house: House) -> PersonView:
    return lawyer(house)


def opened(house: House, filing: UUID) -> CaseView:
    return accept(filing, by=house.clerk, at=house.at)


def test_the_complaint_is_the_clients_and_names_the_agent_who_hands_it_in(house: House, chen: PersonView) -> None:
    draft = drafted(house, chen)
    told = dict(complaint_told(house.viewer(chen.uid), draft, court="重庆市渝中区人民法院"))
    said = [line for lines in told.values() for line in lines]
    assert any(line.startswith("原告：林晓梅") for line in said)
    assert any("陈律师" in line and "特别授权" in line for line in said)
    row = Filing.objects.get(uid=house.hand_in(draft).filing)
    assert (row.applicant, row.answers[FILED_BY]) == (chen.uid, str(chen.uid))
    complaint = Document.objects.get(subject=row.uid, kind="complaint")
    assert "林晓梅（委托诉讼代理人陈律师代）" in complaint.data
    case = opened(house, row.uid)
    assert case.parties[0].person == house.lin.uid
    assert all(one.person != chen.uid for one in case.parties)


def test_both_see_it_and_nobody_else_of_the_firm(house: House, chen: PersonView) -> None:
    colleague = person("吴律师", 33)
    filing = filed(house, chen)
    for who in (chen, house.lin):
        assert [one.uid for one in filings_of(house.viewer(who.uid))] == [filing]
    for stranger in (colleague, house.zhou):
        with refused("filing.no_such_filing"):
            filing_seen_by(house.viewer(stranger.uid), filing)
    case = opened(house, filing)
    for who in (chen, house.lin):
        assert case_seen_by(house.viewer(who.uid), case.uid).number == case.number
        assert filing_seen_by(house.viewer(who.uid), filing).case == case.uid
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(colleague.uid), case.uid)
    row = Representation.objects.get(case=case.uid)
    assert (row.state, row.agent, row.party) == (AuthorityState.ACCEPTED, chen.uid, case.parties[0].uid)
    kinds = Document.objects.filter(subject=row.uid).values_list("kind", flat=True)
    assert sorted(kinds) == ["authority", "authority_proof"]


def test_what_was_filed_is_the_clients_evidence(house: House, chen: PersonView) -> None:
    case = opened(house, filed(house, chen))
    assert house.work() == []
    assert Exhibit.objects.filter(case=case.uid, party=case.parties[0].uid).exists()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"until": "2026-11-20"}, "cases.authority_over_before_it_begins"),
        ({"since": "2026-12-01"}, "filing.authority_not_begun"),
        ({"firm": "成都示例律师事务所"}, "filing.agent_of_another_firm"),
        ({"name": "别的律师"}, "filing.agent_is_another"),
        ({"special": ""}, "filing.consent_is_the_clients"),
        ({"kind": "legal_worker"}, "people.licence_not_proven"),
    ],
)
def test_what_is_wrong_with_the_authority_is_told_at_the_hand_in(
    house: House, chen: PersonView, changed: dict[str, str], reason: str
) -> None:
    draft = drafted(house, chen, agent_told=told_of(chen, **changed))
    with refused(reason):
        house.hand_in(draft)
    assert not Filing.objects.exists()


def test_without_the_power_of_attorney_nobody_files_for_others(house: House, chen: PersonView) -> None:
    with refused("cases.authority_paper_missing"):
        house.hand_in(drafted(house, chen, papers=()))


def test_what_shows_the_agent_is_a_paper_or_a_letter_that_the_firm_wrote_here(house: House, chen: PersonView) -> None:
    draft = drafted(house, chen, papers=(AGENT_PAPER,))
    with refused("filing.agent_proofs_missing"):
        house.hand_in(draft)
    _firm, head = firm_of(house)
    write_letter("2026-1", LAWYER, "林晓梅", "民间借贷纠纷", by=head, at=house.at)
    assert house.hand_in(draft).filing


def test_a_lawyer_whose_licence_was_suspended_files_for_nobody(house: House, chen: PersonView) -> None:
    draft = drafted(house, chen)
    licensed(house, as_of=date(2026, 11, 20), 状态="停止执业", 状态起="2026-11-20", 状态止="2027-02-20")
    with refused("people.licence_suspended"):
        house.hand_in(draft)


def test_a_relative_needs_no_licence_and_an_own_identity(house: House) -> None:
    told = {"kind": "relative", "firm": ""}
    sister = person("林晓兰", 34)
    opened(house, filed(house, sister, agent_told=told_of(sister, **told)))
    unknown = step(
        OPERATOR,
        house.at,
        lambda record: register_person(
            record, name="林小妹", kind="natural", platform="", id_kind="resident", id_number=id_number(35)
        ),
    )
    with refused("filing.agent_not_identified"):
        house.hand_in(drafted(house, unknown, agent_told=told_of(unknown, **told), loan__amount="99"))


def test_nobody_files_as_agent_for_himself_or_for_nobody_in_particular(house: House, chen: PersonView) -> None:
    own = {"plaintiff__name": chen.name, "plaintiff__id_number": chen.id_number}
    with refused("filing.client_is_oneself"):
        house.hand_in(drafted(house, chen, **own))


def test_who_acts_for_the_other_side_of_the_dispute_is_refused(house: House, chen: PersonView) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou)
    accepted(house, case, house.zhou, firm=FIRM_NAME)
    draft = drafted(house, chen, loan__amount="7000")
    with refused("filing.acts_for_the_other_side") as got:
        house.hand_in(draft)
    assert dict(got[0].facts)["party"] == "周志强"


def test_the_clients_consent_counts_only_by_a_power_that_names_it(house: House, chen: PersonView) -> None:
    case = opened(house, filed(house, chen))
    house.work()
    answer = consents_of(case.uid)[case.parties[0].uid, Step.SERVICE]
    assert (answer.choice, answer.by_agent) == (Choice.ONLINE, True)
    general = filed(house, chen, agent_told=told_of(chen, special=""), consent__service="offline", loan__amount="800")
    other = opened(house, general)
    house.work()
    assert (other.parties[0].uid, Step.SERVICE) not in consents_of(other.uid), "the court asks the client"


def test_a_client_unknown_here_gets_the_courts_letter_and_finds_the_case(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, **UNKNOWN)
    case = opened(house, filing)
    plaintiff = case.parties[0]
    assert plaintiff.person is None
    assert house.work() == []
    letter = Document.objects.get(case=case.uid, kind="join_letter", subject=plaintiff.uid)
    assert "陈律师作为委托诉讼代理人以您的名义起诉周志强" in letter.data
    assert Dispatch.objects.filter(case=case.uid, party=plaintiff.uid, purpose="other").exists()
    huang = person("黄立新", 40)
    assert [one.uid for one in filed_in_name_of(house.viewer(huang.uid))] == [filing]
    take_up(filing, by=party(huang.uid), at=house.at)
    assert Party.objects.get(uid=plaintiff.uid).person == huang.uid
    assert case_seen_by(house.viewer(huang.uid), case.uid).number == case.number
    assert filed_in_name_of(house.viewer(huang.uid)) == []


def test_only_the_same_number_and_name_find_a_filing(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, **UNKNOWN)
    namesake, other_name = person("黄立新", 41), person("黄立心", 40)
    for stranger in (namesake, other_name, house.zhou, chen):
        assert filed_in_name_of(house.viewer(stranger.uid)) == []
        with refused("filing.no_such_filing"):
            take_up(filing, by=party(stranger.uid), at=house.at)


def test_the_client_finds_a_filing_before_there_is_a_case(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, **UNKNOWN)
    huang = person("黄立新", 40)
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(huang.uid), filing)
    take_up(filing, by=party(huang.uid), at=house.at)
    assert filing_seen_by(house.viewer(huang.uid), filing).uid == filing
    with refused("scrutiny.client_unknown"):
        take_up(filing, by=party(huang.uid), at=house.at)


def test_the_client_goes_on_alone_and_the_agent_sees_no_more(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    ask_correction(filing, ["请补充转账记录。"], by=house.clerk, at=house.at)
    begin_correction(house.viewer(chen.uid), filing)
    for stranger in (chen, house.zhou):
        with refused("filing.no_such_filing"):
            dismiss_agent(filing, by=party(stranger.uid), at=house.at)
    dismiss_agent(filing, by=party(house.lin.uid), at=house.at)
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(chen.uid), filing)
    mended = begin_correction(house.viewer(house.lin.uid), filing)
    assert not mended.by_agent
    house.hand_in(mended)
    case = opened(house, filing)
    assert case.parties[0].person == house.lin.uid
    assert not Representation.objects.filter(case=case.uid).exists()
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(chen.uid), case.uid)


def test_in_the_case_the_client_revokes_and_everything_closes_to_the_agent(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    case = opened(house, filing)
    authority = Representation.objects.get(case=case.uid)
    does(house, house.lin, "revoke_authority", case, authority=str(authority.uid))
    with refused("cases.no_such_case"):
        case_seen_by(house.viewer(chen.uid), case.uid)
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(chen.uid), filing)


def test_the_agent_corrects_with_a_new_power_of_attorney(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    ask_correction(filing, ["授权期限请写明。"], by=house.clerk, at=house.at)
    assert begin_correction(house.viewer(chen.uid), filing).by_agent
    mended = begin_correction(house.viewer(chen.uid), filing)
    save_answers(house.viewer(chen.uid), mended.uid, {f"{AGENT}until": "2027-11-30", FILED_BY: str(house.zhou.uid)})
    house.hand_in(draft_of(house.viewer(chen.uid), mended.uid))
    assert Representation.objects.get(party=filing).last == date(2027, 11, 30)
    assert Filing.objects.get(uid=filing).answers[FILED_BY] == str(chen.uid), "who files is typed by nobody"


def test_a_correction_that_names_another_client_takes_it_from_the_first(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    ask_correction(filing, ["请核对原告身份。"], by=house.clerk, at=house.at)
    mended = begin_correction(house.viewer(chen.uid), filing)
    other = {name.replace("__", "."): value for name, value in UNKNOWN.items()}
    save_answers(house.viewer(chen.uid), mended.uid, other)
    house.hand_in(draft_of(house.viewer(chen.uid), mended.uid))
    with refused("filing.no_such_filing"):
        filing_seen_by(house.viewer(house.lin.uid), filing)
    assert opened(house, filing).parties[0].person is None


def test_an_authority_that_ran_out_corrects_nothing(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, until="2026-11-24"))
    ask_correction(filing, ["请补充转账记录。"], by=house.clerk, at=house.at)
    draft = begin_correction(house.viewer(chen.uid), filing)
    house.clock.forward(days=2)
    with refused("filing.no_such_filing"):
        begin_correction(house.viewer(chen.uid), filing)
    with refused("cases.authority_over"):
        house.hand_in(draft)


@pytest.mark.parametrize(
    ("powers", "reason"), [("choose_online", "cases.beyond_authority"), ("choose_online appeal", "")]
)
def test_the_refusal_is_appealed_with_that_power_alone(
    house: House, chen: PersonView, powers: str, reason: str
) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, special=powers))
    refuse(filing, "不符合起诉条件。", by=house.judge, at=house.at)
    if reason:
        with refused(reason):
            appeal_refusal(filing, "借款由原告转出。", by=party(chen.uid), at=house.at)
        return
    appeal_refusal(filing, "借款由原告转出。", by=party(chen.uid), at=house.at)
    assert Document.objects.filter(subject=filing, kind="refusal_appeal").exists()


def test_mediation_first_needs_the_power_to_settle(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, special="choose_online"))
    with refused("cases.beyond_authority"):
        go_to_mediation(filing, by=party(chen.uid), at=house.at)
    other = filed(house, chen, loan__amount="555")
    go_to_mediation(other, by=party(chen.uid), at=house.at)


def test_who_goes_on_alone_goes_on_with_the_mediation(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    go_to_mediation(filing, by=party(chen.uid), at=house.at)
    house.work()
    early = EarlyMediation.objects.get(filing=filing)
    for who in (chen, house.lin):
        assert early_seen_by(house.viewer(who.uid), early.uid).filing == filing
    with refused("mediation.no_such_early"):
        leave_early(early.uid, "settled", by=party(house.lin.uid), at=house.at)
    dismiss_agent(filing, by=party(house.lin.uid), at=house.at)
    assert house.work() == []
    with refused("mediation.no_such_early"):
        early_seen_by(house.viewer(chen.uid), early.uid)
    with refused("mediation.no_such_early"):
        leave_early(early.uid, "settled", by=party(chen.uid), at=house.at)
    leave_early(early.uid, "settled", by=party(house.lin.uid), at=house.at)


def test_an_agent_whose_authority_ran_out_settles_nothing_and_sees_no_more(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, until="2026-11-24"))
    go_to_mediation(filing, by=party(chen.uid), at=house.at)
    house.work()
    early = EarlyMediation.objects.get(filing=filing)
    house.clock.forward(days=2)
    with refused("cases.authority_over"):
        leave_early(early.uid, "settled", by=party(chen.uid), at=house.at)
    with refused("mediation.no_such_early"):
        early_seen_by(house.viewer(chen.uid), early.uid)
    assert Filing.objects.get(uid=filing).stage == "in_mediation"


def test_who_files_for_a_client_mediates_not_between_the_client_and_the_other_side(
    house: House, chen: PersonView
) -> None:
    filing = filed(house, chen)
    go_to_mediation(filing, by=party(chen.uid), at=house.at)
    house.work()
    early = EarlyMediation.objects.get(filing=filing)
    for who in (chen, house.lin):
        enlist_mediator(who.uid, kind="invited", by=president(house), at=house.at, **PUBLIC_TOLD)
        with refused("mediation.of_a_side"):
            appoint_early(early.uid, str(who.uid), by=house.clerk, at=house.at)


def test_nobody_files_for_the_dead(house: House, chen: PersonView) -> None:
    """Civil Code 173(iv): the authority ends with the client; the heirs sue in their own names."""
    case = prepared(house)
    draft = drafted(house, chen, loan__amount="700")
    dies(house, case, "林晓梅")
    with refused("filing.filer_dead"):
        house.hand_in(draft)


def test_nobody_takes_up_a_filing_in_the_name_of_the_dead(house: House, chen: PersonView) -> None:
    """A filing whose client was noted as dead elsewhere is found by nobody who has the client's account."""
    filing = filed(house, chen, **UNKNOWN)
    huang = person("黄立新", 40)
    assert [one.uid for one in filed_in_name_of(house.viewer(huang.uid))] == [filing]
    other = house.case(huang, plaintiff__name="黄立新", plaintiff__id_number=id_number(40))
    dies(house, house.put_at(other, Stage.PREPARATION, defendant=house.zhou), "黄立新")
    assert filed_in_name_of(house.viewer(huang.uid)) == []
    with refused("filing.no_such_filing"):
        take_up(filing, by=party(huang.uid), at=house.at)


def test_an_agent_whose_authority_is_over_is_told_nothing_more(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, until="2026-11-24"))
    assert told_of_filing(filing_by_uid(filing), house.at.date()) == {chen.uid, house.lin.uid}
    house.clock.forward(days=2)
    assert told_of_filing(filing_by_uid(filing), house.at.date()) == {house.lin.uid}


def test_no_series_registers_what_an_agent_filed_unseen(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    assert "scrutiny.filed_by_agent" in Filing.objects.get(uid=filing).doubts
    [(_uid, case, why)] = accept_each([filing], by=house.clerk, at=house.at)
    assert case is None
    assert [one.reason for one in why] == ["scrutiny.needs_a_look"]


def test_who_acts_no_more_reads_of_no_suit_that_is_like_a_new_one(house: House, chen: PersonView) -> None:
    case, draft = opened(house, filed(house, chen)), drafted(house, chen)
    assert [one.case for one in own_alike(house.viewer(chen.uid), draft, house.at.date())] == [case.uid]
    authority = Representation.objects.get(case=case.uid)
    does(house, house.lin, "revoke_authority", case, authority=str(authority.uid))
    assert own_alike(house.viewer(chen.uid), draft, house.at.date()) == []
