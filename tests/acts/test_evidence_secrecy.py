"""The judge keeps an exhibit secret: only who handed it in and who try the case see it, and nothing is done with it."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.conduct import prepared
from tests.builders import House, material, party, refused, staff, step
from tests.entrances.desk import signed_in
from tongban.access.vocabulary import Label, Layer
from tongban.cases.actions.opening import open_file
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.actions.upload import keep_upload, recall_upload
from tongban.documents.queries import document, documents_of, newest_versions
from tongban.dossier.actions.custody import take_papers
from tongban.dossier.actions.scans import KIND, put_on_file
from tongban.dossier.models import Item
from tongban.dossier.vocabulary import Handed, ItemForm
from tongban.evidence.actions.exhibits import examine_exhibit, pass_audit
from tongban.evidence.actions.manifests import show_capture
from tongban.evidence.actions.secrecy import keep_secret, lift_secrecy
from tongban.evidence.models import Exhibit
from tongban.evidence.queries import exhibits_seen_by
from tongban.evidence.vocabulary import SecretGround
from tongban.frame.acts import Recording
from tongban.frame.guard import lifted
from tongban.people.vocabulary import Role

REASONS = "载有原告未公开的客户名单。"


def _case(house: House) -> tuple[CaseView, UUID]:
    """A case in which both are parties, and the plaintiff's exhibit filed with the complaint."""
    case = prepared(house)
    exhibit = Exhibit.objects.filter(case=case.uid).order_by("id").first()
    assert exhibit
    return case, exhibit.uid


def _keep(house: House, case: CaseView, exhibit: UUID, **changed: object) -> None:
    told = {"ground": "trade", "reasons": REASONS, "by": house.judge, "at": house.at} | changed
    keep_secret(case.uid, exhibit, **told)  # type: ignore[arg-type]


def _titles(house: House, case: CaseView, person: UUID | None) -> set[UUID]:
    assert person
    return {e.uid for e in exhibits_seen_by(house.viewer(person), case.uid)}


def test_the_other_side_and_other_staff_no_longer_see_it(house: House) -> None:
    case, exhibit = _case(house)
    president = staff("渝0103", Role.PRESIDENT, "院长")
    open_file(case.number, "监督", by=president, at=house.at)
    everybody = [house.lin.uid, house.zhou.uid, house.judge.person, house.clerk.person, president.person]
    assert [exhibit in _titles(house, case, one) for one in everybody] == [True] * 5
    _keep(house, case, exhibit)
    assert [exhibit in _titles(house, case, one) for one in everybody] == [True, False, True, True, False]


def test_its_files_go_with_it(house: House) -> None:
    case, exhibit = _case(house)
    (row,) = Exhibit.objects.filter(uid=exhibit)
    files = {file.document for file in row.files.all()}
    _keep(house, case, exhibit)
    theirs = {d.uid for d in documents_of(house.viewer(house.zhou.uid), case=case.uid)}
    mine = {d.uid for d in documents_of(house.viewer(house.lin.uid), case=case.uid)}
    assert files
    assert not files & theirs
    assert files <= mine
    sheet = sheet_of(house.viewer(house.zhou.uid), case.uid)
    assert not {str(uid) for uid in files} & {paper["uid"] for paper in sheet["papers"]}


def _scanned(house: House, case: CaseView, exhibit: UUID) -> tuple[UUID, UUID]:
    """The paper was handed over at the counter and scanned there: the item, and its picture beside the file."""
    file = Exhibit.objects.get(uid=exhibit).files.all()[0].document
    newest = newest_versions([file])[file]
    handed = Handed("借条", ItemForm.COPY, 1, 1)
    receipt = take_papers([handed], person=house.lin.uid, case=case.uid, place="一号柜", by=house.clerk, at=house.at)
    item = Item.objects.get(receipt__uid=receipt)
    label = Label(Layer.HANDED_IN, court=case.court, case=case.uid, holder=house.lin.uid)

    def keep(record: Recording) -> UUID:
        received = recall_upload(newest.sha256, newest.name)
        return keep_upload(record, received, kind=KIND, title="借条", label=label, subject=item.uid)[0]

    scan = step(house.clerk, house.at, keep)
    with lifted("test: the scan was laid to its item"):
        Item.objects.filter(uid=item.uid).update(document=scan)
    return item.uid, scan


def test_the_scan_of_it_at_the_counter_goes_with_it_and_comes_on_no_file(house: House) -> None:
    case, exhibit = _case(house)
    item, scan = _scanned(house, case, exhibit)
    other = staff("渝0103", Role.CLERK, "赵云")
    open_file(case.number, "代为送达。", by=other, at=house.at)
    everybody = [house.lin.uid, house.clerk.person, house.judge.person, other.person, house.zhou.uid]

    def seen() -> list[bool]:
        return [document(house.viewer(one), scan) is not None for one in everybody if one]

    assert seen() == [True, True, True, True, False]
    _keep(house, case, exhibit)
    assert seen() == [True, True, True, False, False]
    with refused("dossier.on_file_already"):
        put_on_file(case.uid, item, by=house.clerk, at=house.at)
    lift_secrecy(case.uid, exhibit, reasons="当事人同意公开。", by=house.judge, at=house.at)
    assert seen() == [True, True, True, True, False]
    put_on_file(case.uid, item, by=house.clerk, at=house.at)
    assert seen() == [True, True, True, True, True]


def test_what_is_scanned_of_a_secret_exhibit_afterwards_comes_on_no_file(house: House) -> None:
    case, exhibit = _case(house)
    _keep(house, case, exhibit)
    item, _scan = _scanned(house, case, exhibit)
    with refused("dossier.kept_secret"):
        put_on_file(case.uid, item, by=house.clerk, at=house.at)


def test_lifting_shows_it_again(house: House) -> None:
    case, exhibit = _case(house)
    _keep(house, case, exhibit)
    lift_secrecy(case.uid, exhibit, reasons="当事人同意公开。", by=house.judge, at=house.at)
    assert exhibit in _titles(house, case, house.zhou.uid)
    (seen,) = [e for e in exhibits_seen_by(house.viewer(house.zhou.uid), case.uid) if e.uid == exhibit]
    assert seen.secret is None


def test_nothing_is_done_with_a_secret_exhibit(house: House) -> None:
    case, exhibit = _case(house)
    _keep(house, case, exhibit)
    with refused("evidence.kept_secret"):
        pass_audit(case.uid, exhibit, by=house.clerk, at=house.at)
    with refused("secrecy.not_at_this_stage"):
        _keep(house, case, exhibit)


def test_what_was_examined_cannot_become_secret(house: House) -> None:
    case, exhibit = _case(house)
    case = house.put_at(case, Stage.HEARING)
    examine_exhibit(case.uid, exhibit, by=house.judge, at=house.at)
    with refused("secrecy.not_examined"):
        _keep(house, case, exhibit)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"ground": ""}, "secrecy.ground_named"),
        ({"ground": "state"}, "secrecy.ground_named"),
        ({"reasons": "  "}, "evidence.secrecy_without_reasons"),
        ({"reasons": "长" * 401}, "evidence.too_long"),
    ],
)
def test_an_order_names_a_ground_of_the_law_and_reasons(house: House, changed: dict[str, str], reason: str) -> None:
    case, exhibit = _case(house)
    with refused(reason):
        _keep(house, case, exhibit, **changed)


def test_only_the_judge_of_the_case_orders_it(house: House) -> None:
    case, exhibit = _case(house)
    with refused("secrecy.not_your_act"):
        _keep(house, case, exhibit, by=house.clerk)
    with refused("cases.not_the_judge_of_this_case"):
        _keep(house, case, exhibit, by=staff("渝0103", Role.JUDGE, "赵敏"))
    with refused("secrecy.not_your_act"):
        _keep(house, case, exhibit, by=party(house.lin.uid))
    with refused("cases.no_such_case"):
        _keep(house, case, exhibit, by=house.wuhou_judge)
    with refused("secrecy.not_at_this_stage"):
        lift_secrecy(case.uid, exhibit, reasons=REASONS, by=house.judge, at=house.at)


def test_the_judge_orders_it_at_the_desk(house: House) -> None:
    case, exhibit = _case(house)
    page = f"/desk/cases/{case.uid}/evidence/secrecy"
    judge = signed_in(house, house.judge.person)
    assert judge.get(page).status_code == 200
    sent = {"exhibit": str(exhibit), "order": "keep", "ground": "", "reasons": REASONS}
    assert judge.post(page, sent).status_code == 422
    assert judge.post(page, sent | {"ground": "privacy"}).status_code == 302
    assert Exhibit.objects.get(uid=exhibit).secret == SecretGround.PRIVACY
    assert "secret" in judge.get(f"/desk/cases/{case.uid}/evidence").content.decode()
    assert judge.post(page, sent | {"order": "lift"}).status_code == 302
    assert signed_in(house, house.clerk.person).get(page).status_code == 404


def test_material_handed_in_later_about_it_waits(house: House) -> None:
    case, exhibit = _case(house)
    _keep(house, case, exhibit)
    with refused("evidence.kept_secret"):
        step(
            party(house.lin.uid),
            house.at,
            lambda record: show_capture(record, case=case.uid, exhibit=str(exhibit), materials=(material("source"),)),
        )


def test_the_other_side_reads_that_it_is_secret_and_nothing_that_was_done_with_it(house: House) -> None:
    case, exhibit = _case(house)
    pass_audit(case.uid, exhibit, by=house.clerk, at=house.at)
    _keep(house, case, exhibit)

    def told(person: UUID) -> list[str]:
        lines = sheet_of(house.viewer(person), case.uid)["timeline"]
        return [line["event"] for line in lines if line["facts"].get("exhibit") == str(exhibit)]

    assert told(house.lin.uid) == ["exhibit_submitted", "exhibit_audited", "exhibit_kept_secret"]
    assert told(house.zhou.uid) == ["exhibit_submitted", "exhibit_kept_secret"]
    lift_secrecy(case.uid, exhibit, reasons="当事人同意公开。", by=house.judge, at=house.at)
    assert "exhibit_audited" in told(house.zhou.uid)
