"""Papers at the counter: taken against a receipt, kept, lent, returned."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.acts.conduct import prepared
from tests.builders import YUZHONG, House, id_number, party, refused, staff, step
from tongban.cases.vocabulary import CaseView
from tongban.dossier.actions.custody import move_item, put_to_case, take_papers
from tongban.dossier.models import Item, Movement
from tongban.dossier.queries import item_seen_by, items_at, items_of, items_of_case, receipt_seen_by
from tongban.dossier.vocabulary import Handed, ItemStage
from tongban.frame.acts import Recording
from tongban.kernel.ids import new_id
from tongban.people.actions.register import register_person
from tongban.people.vocabulary import PersonView, Role
from tongban.register.models import Entry

IOU, PEN = Handed("借条", "original", 1, 1), Handed("录音笔", "object", 0, 1)


@pytest.fixture
def case(house: House) -> CaseView:
    return prepared(house)


def taken(house: House, *items: Handed, case: CaseView | None = None, place: str = "二楼卷柜3") -> list[Item]:
    """What Lin put on the counter of the Yuzhong court."""
    uid = take_papers(
        items or (IOU,), person=house.lin.uid, case=case.uid if case else None, place=place, by=house.clerk, at=house.at
    )
    return list(Item.objects.filter(receipt__uid=uid).order_by("number"))


def without_telephone(house: House) -> PersonView:
    def make(record: Recording) -> PersonView:
        return register_person(
            record,
            name="孙奶奶",
            kind="natural",
            platform=settings.TONGBAN.slug,
            id_kind="resident",
            id_number=id_number(88),
        )

    return step(house.clerk, house.at, make)


def test_somebody_without_telephone_and_account_gets_a_receipt_for_a_filing_to_come(house: House) -> None:
    old = without_telephone(house)
    uid = take_papers((IOU, PEN), person=old.uid, case=None, place="窗口", by=house.clerk, at=house.at)
    assert house.clerk.person
    receipt = receipt_seen_by(house.viewer(house.clerk.person), uid)
    assert (receipt.case, receipt.person, len(receipt.code)) == (None, old.uid, 8)
    assert [(i.number, i.title, i.form, i.pages, i.stage) for i in receipt.items] == [
        (1, "借条", "original", 1, ItemStage.HELD),
        (2, "录音笔", "object", 0, ItemStage.HELD),
    ]
    entry = Entry.objects.get(event="papers_taken")
    assert entry.basis == "CPL 69"
    assert "借条" not in str(entry.body)


def test_papers_of_a_filing_are_put_to_the_case_once(house: House, case: CaseView) -> None:
    (item,) = taken(house)
    receipt = item.receipt.uid
    put_to_case(receipt, case.uid, by=house.clerk, at=house.at)
    assert [i.title for i in items_of_case(house.viewer(house.lin.uid), case.uid)] == ["借条"]
    with refused("dossier.of_a_case_already"):
        put_to_case(receipt, case.uid, by=house.clerk, at=house.at)


def test_whoever_sits_at_the_counter_takes_papers_for_a_colleagues_case(house: House, case: CaseView) -> None:
    other = staff(YUZHONG, Role.CLERK, "何敏")
    take_papers((IOU,), person=house.lin.uid, case=case.uid, place="窗口", by=other, at=house.at)
    assert Item.objects.get(case=case.uid).title == "借条"


def test_another_court_takes_nothing_for_the_case_and_moves_nothing(house: House, case: CaseView) -> None:
    with refused("cases.no_such_case"):
        take_papers((IOU,), person=house.lin.uid, case=case.uid, place="窗口", by=house.wuhou_clerk, at=house.at)
    (item,) = taken(house, case=case)
    with refused("dossier.no_such_item"):
        move_item(item.uid, "move", place="武侯", by=house.wuhou_clerk, at=house.at)


def test_nothing_is_taken_from_nobody_and_everything_missing_is_said_at_once(house: House) -> None:
    with refused("people.no_such_person"):
        take_papers((IOU,), person=new_id(), case=None, place="窗口", by=house.clerk, at=house.at)
    with refused("dossier.title_missing", "dossier.form_missing", "dossier.count_wrong", "dossier.place_missing"):
        take_papers((Handed("", "", -1, 1),), person=house.lin.uid, case=None, place="", by=house.clerk, at=house.at)
    assert not Item.objects.exists()


def test_the_chain_of_custody_tells_every_step_with_who_took_it_and_how_that_person_signed(house: House) -> None:
    (item,) = taken(house)
    move_item(item.uid, "move", place="档案室12架", by=house.clerk, at=house.at)
    move_item(item.uid, "lend", who="李明（承办法官）", signed="借阅单签名", by=house.clerk, at=house.at)
    assert item_seen_by(house.viewer(house.lin.uid), item.uid).place == "李明（承办法官）"
    move_item(item.uid, "take_back", place="档案室12架", by=house.judge, at=house.at)
    move_item(item.uid, "return", who="林晓梅", signed="捺印", by=house.clerk, at=house.at)
    view = item_seen_by(house.viewer(house.lin.uid), item.uid)
    assert view.stage is ItemStage.RETURNED
    assert [(s.act, s.place, s.who, s.signed) for s in view.chain] == [
        (None, "二楼卷柜3", "", ""),
        ("move", "档案室12架", "", ""),
        ("lend", "", "李明（承办法官）", "借阅单签名"),
        ("take_back", "档案室12架", "", ""),
        ("return", "", "林晓梅", "捺印"),
    ]
    with refused("item.not_at_this_stage"):
        move_item(item.uid, "return", who="林晓梅", signed="捺印", by=house.clerk, at=house.at)


def test_a_thing_that_is_lent_is_not_lent_again_and_no_other_act_exists(house: House) -> None:
    (item,) = taken(house)
    move_item(item.uid, "lend", who="李明", signed="签名", by=house.clerk, at=house.at)
    with refused("item.not_at_this_stage"):
        move_item(item.uid, "lend", who="赵刚", signed="签名", by=house.clerk, at=house.at)
    with refused("item.not_in_this_procedure"):
        move_item(item.uid, "burn", by=house.clerk, at=house.at)
    with refused("dossier.for_the_registry"):
        move_item(item.uid, "take_back", place="柜", by=staff(YUZHONG, Role.PRESIDENT, "周院长"), at=house.at)
    assert Movement.objects.filter(item=item).count() == 2


def test_who_took_a_thing_lies_encrypted(house: House) -> None:
    (item,) = taken(house)
    move_item(item.uid, "return", who="林晓梅", signed="捺印", by=house.clerk, at=house.at)
    raw = Movement.objects.filter(item=item, act="return").values_list("who", flat=True).get()
    assert "林" not in str.__str__(raw)


def test_the_list_of_the_court_is_found_by_words_and_hidden_from_strangers(house: House, case: CaseView) -> None:
    taken(house, IOU, PEN, case=case)
    assert house.clerk.person
    assert house.wuhou_clerk.person
    mine = house.viewer(house.clerk.person)
    assert [i.title for i in items_at(mine, YUZHONG, stage=ItemStage.HELD, words="卷柜3 借条")] == ["借条"]
    assert items_at(mine, YUZHONG, stage=ItemStage.LENT) == []
    assert items_at(house.viewer(house.wuhou_clerk.person), YUZHONG, stage=ItemStage.HELD) == []
    assert len(items_of(house.viewer(house.lin.uid), house.lin.uid)) == 2
    assert items_of_case(house.viewer(house.zhou.uid), case.uid) == []


def test_a_party_takes_no_papers(house: House) -> None:
    with refused("dossier.for_the_registry"):
        take_papers((IOU,), person=house.lin.uid, case=None, place="家", by=party(house.lin.uid), at=house.at)
