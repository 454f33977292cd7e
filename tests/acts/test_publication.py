"""A machine proposes the public text; a named person publishes, withholds or withdraws it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.acts.agents import accepted
from tests.builders import YUZHONG, House, id_number, party, refused, staff, step
from tongban.access.vocabulary import Viewer
from tongban.cases.models import Case, Witness
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.models import Document
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.judgments.actions import sign_judgment, start_draft
from tongban.judgments.models import Judgment
from tongban.kernel.actor import Actor
from tongban.people.models import Person
from tongban.people.vocabulary import Role
from tongban.publication.actions import hide_names, publish, withdraw, withhold
from tongban.publication.models import Publication
from tongban.publication.queries import Wanted, proposals, public_publication, published, secrets_of
from tongban.publication.rules.anonymise import anonymise, residue
from tongban.register.models import Entry

OFFICE = Actor.office(YUZHONG, "test: the office")


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.DELIBERATION, defendant=house.zhou)


@pytest.fixture
def proposed(house: House, case: CaseView) -> Publication:
    """The proposal that the reaction makes from an effective judgment."""
    return propose(house, case)


def propose(house: House, case: CaseView) -> Publication:
    from tongban.judgments.events import JudgmentEffective

    assert house.judge.person is not None
    start_draft(house.viewer(house.judge.person), case.uid)
    sign_judgment(case.uid, by=house.judge, at=house.at)
    row = Judgment.objects.get(of_case=case.uid)
    day = row.dated

    def effective(record: Recording) -> None:
        Judgment.objects.filter(uid=row.uid).update(effective_on=day)
        fact = JudgmentEffective(case=case.uid, judgment=row.uid, document=row.document, on=day)
        record(fact, under="CPL 158", case=case.uid)

    step(OFFICE, house.at, effective)
    assert house.work() == []
    return Publication.objects.get(of_case=case.uid)


def anybody(house: House) -> Viewer:
    return Viewer(now=house.at)


def test_the_proposal_holds_no_name_home_or_number_of_the_parties(house: House, proposed: Publication) -> None:
    text = json.dumps(proposed.content, ensure_ascii=False)
    for secret in ("林晓梅", "周志强", "示例路", "示例街", "13800000000", "lin@example.com", house.lin.id_number):
        assert secret not in text
    assert "原告林某与被告周某民间借贷纠纷" in text
    assert "186500元" in text
    assert "李明" in text


def test_a_guardian_is_hidden_with_the_party_and_a_lawyer_is_named(house: House, case: CaseView) -> None:
    accepted(house, case, house.zhou)
    accepted(house, case, house.zhou, kind="statutory", name="周大山", id_number=id_number(32), firm="", scope="")
    secrets = secrets_of(case)
    assert secrets.names == ("林晓梅", "周志强", "周大山")
    assert {id_number(31), id_number(32)} <= set(secrets.numbers)


def test_a_name_that_was_corrected_since_and_a_foreign_childs_are_hidden_too(house: House, case: CaseView) -> None:
    """The file keeps what was handed in; the judgment is written with what the paper says."""
    assert not secrets_of(case).minors
    with lifted("test: what two clerks corrected"):
        row = Person.objects.get(uid=house.zhou.uid)
        row.name, row.name_latin, row.id_kind, row.id_number = "周智强", "ZHOU ZHIQIANG", "passport", "X12345678"
        row.born = date(2010, 5, 1)
        row.save()
    secrets = secrets_of(case)
    assert secrets.names == ("林晓梅", "周志强", "周智强", "ZHOU ZHIQIANG")
    assert {"X12345678", house.zhou.id_number} <= set(secrets.numbers)
    assert secrets.minors
    made = anonymise({"parties": [], "findings": ["周智强（周志强，X12345678）借款。"]}, secrets)
    assert residue(made.content, secrets) == []


def test_a_witness_whom_the_file_names_is_hidden(house: House, case: CaseView) -> None:
    with lifted("test: a witness of the case"):
        row = Case.objects.get(uid=case.uid)
        Witness.objects.create(
            layer="witness",
            court=case.court,
            case=case.uid,
            of_case=row,
            party=case.parties[0].uid,
            name="吴小虎",
            phone="13911112222",
            state="applied",
            asked_at=house.at,
        )
    secrets = secrets_of(case)
    assert "吴小虎" in secrets.names
    assert "13911112222" in secrets.numbers


def test_nobody_outside_the_court_sees_a_proposal(house: House, proposed: Publication) -> None:
    assert public_publication(anybody(house), proposed.uid) is None
    assert not published(anybody(house)).exists()
    assert [p.uid for p in proposals(house.viewer(house.clerk.person), YUZHONG)] == [proposed.uid]
    assert proposals(house.viewer(house.wuhou_clerk.person), YUZHONG) == []
    assert proposals(house.viewer(house.lin.uid), YUZHONG) == []


def test_a_clerk_publishes_and_everybody_reads(house: House, proposed: Publication, case: CaseView) -> None:
    publish(proposed.uid, by=house.clerk, at=house.at)
    found = public_publication(anybody(house), proposed.uid)
    assert found is not None
    assert found.content["title_of_case"] == "原告林某与被告周某民间借贷纠纷"
    assert Publication.objects.get().decided_by == house.clerk.person
    paper = Document.objects.get(uid=found.document)
    assert (paper.layer, paper.kind) == ("public", "public_judgment")
    assert "林晓梅" not in paper.data
    assert [c.met_at is not None for c in clocks_of(case.uid) if c.rule == "publication_judgment"] == [True]


def test_publishing_twice_is_refused_the_second_time(house: House, proposed: Publication) -> None:
    publish(proposed.uid, by=house.clerk, at=house.at)
    with refused("publication.not_at_this_stage"):
        publish(proposed.uid, by=house.clerk, at=house.at)
    assert Entry.objects.filter(event="judgment_published").count() == 1


def test_wrong_hands_publish_nothing(house: House, proposed: Publication) -> None:
    with refused("publication.no_such_publication"):
        publish(proposed.uid, by=house.wuhou_clerk, at=house.at)
    with refused("publication.no_such_publication"):
        publish(proposed.uid, by=party(house.lin.uid), at=house.at)
    with refused("publication.not_your_act"):
        publish(proposed.uid, by=staff(YUZHONG, Role.PRESIDENT, "院长"), at=house.at)
    with refused("publication.not_your_act"):
        withhold(proposed.uid, "other", by=house.clerk, at=house.at)


def test_a_text_in_which_a_name_remains_is_not_published(house: House, proposed: Publication) -> None:
    content = proposed.content | {"findings": ["林 晓梅 转账。"]}
    step(OFFICE, house.at, lambda record: _overwrite(record, proposed, content))
    with refused("publication.nothing_remains"):
        publish(proposed.uid, by=house.clerk, at=house.at)
    assert Publication.objects.get().stage == "proposed"


def _overwrite(record: Recording, row: Publication, content: dict[str, Any]) -> None:
    from tongban.publication.events import ProposalChanged

    Publication.objects.filter(uid=row.uid).update(content=content)
    record(ProposalChanged(case=row.of_case, publication=row.uid, digest=""), under="test", case=row.of_case)


def test_a_reader_hides_a_name_that_the_machine_did_not_know(house: House, proposed: Publication) -> None:
    content = proposed.content | {"findings": ["证人林小虎在场。"]}
    step(OFFICE, house.at, lambda record: _overwrite(record, proposed, content))
    view = hide_names(proposed.uid, ["林小虎", " "], by=house.clerk, at=house.at)
    assert view.content["findings"] == ["证人林某2在场。"]
    with refused("publication.no_names"):
        hide_names(proposed.uid, [" "], by=house.clerk, at=house.at)


def test_a_withheld_judgment_shows_number_court_date_and_ground_only(house: House, proposed: Publication) -> None:
    with refused("publication.ground_named"):
        withhold(proposed.uid, "because", by=house.judge, at=house.at)
    withhold(proposed.uid, "state_secret", by=house.judge, at=house.at)
    found = public_publication(anybody(house), proposed.uid)
    assert found is not None
    assert (found.content, found.ground, found.document) == ({}, "state_secret", None)
    assert not published(anybody(house), Wanted(words="借贷")).exists()
    assert published(anybody(house), Wanted(words=found.number)).exists()


def test_a_withdrawn_text_is_gone_everywhere(house: House, proposed: Publication) -> None:
    publish(proposed.uid, by=house.clerk, at=house.at)
    document = Publication.objects.get().document
    with refused("publication.not_your_act"):
        withdraw(proposed.uid, "other", by=house.clerk, at=house.at)
    withdraw(proposed.uid, "other", by=house.judge, at=house.at)
    found = public_publication(anybody(house), proposed.uid)
    assert found is not None
    assert (found.stage, found.content) == ("withdrawn", {})
    assert not published(anybody(house)).exists()
    assert Document.objects.get(uid=document).layer == "staff"


def test_the_search_finds_by_number_cause_court_and_day(house: House, proposed: Publication) -> None:
    publish(proposed.uid, by=house.clerk, at=house.at)
    day = proposed.dated
    for wanted in (
        Wanted(words="民初"),
        Wanted(words="民间借贷"),
        Wanted(court="渝中"),
        Wanted(since=day, until=day),
    ):
        assert published(anybody(house), wanted).count() == 1
    for wanted in (Wanted(words="离婚"), Wanted(court="武侯"), Wanted(until=day.replace(year=2000))):
        assert published(anybody(house), wanted).count() == 0


def test_a_period_of_seven_working_days_runs(house: House, proposed: Publication, case: CaseView) -> None:
    rules = [c.rule for c in clocks_of(case.uid)]
    assert "publication_judgment" in rules
