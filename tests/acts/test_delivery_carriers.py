"""Files of the post, mail that came back, doubts, and the reconciliation of a day."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from django.conf import settings

from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.acts.test_delivery_by_hand import certificate_of, defence_of, open_tasks
from tests.builders import House, party, refused, step
from tests.rules.test_delivery_carriers import HEAD, bounce
from tongban.cases.actions.clocks import start_clock
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Side
from tongban.delivery.actions.dispatch import order
from tongban.delivery.actions.doubts import contest_service, decide_doubt
from tongban.delivery.actions.inbox import Carriers
from tongban.delivery.actions.post import import_post_file, make_batch
from tongban.delivery.actions.reconcile import Reconciler, reconcile_services
from tongban.delivery.actions.unserved import dismiss_paper, serve_paper
from tongban.delivery.models import Attempt, Dispatch, PostFinding, ServiceCheck, ServiceTask
from tongban.delivery.queries.owed import tasks_at
from tongban.delivery.queries.post import batch_seen_by, listed_letters
from tongban.delivery.rules.post import letter_number
from tongban.delivery.vocabulary.owed import TaskKind, TaskView
from tongban.documents.actions.printing import print_sets
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.kernel.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def told(letter: Attempt, *rows: str) -> bytes:
    """What the post says of a letter: "state,day,reason,signer" each."""
    return (HEAD + "".join(f"{letter_number(letter.id)},EMS1,{row}\n" for row in rows)).encode()


def test_the_post_tells_of_a_letter_from_taking_to_signing_and_the_same_file_twice_is_once(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    house.clock.forward(days=4)
    first = told(letter, "taken,2026-11-24,,", "tried,2026-11-25,,", "signed,2026-11-26,,周志强")
    for name in ("a.csv", "again.csv"):
        done = import_post_file(first, name, at=house.at)
        assert (done.taken, done.refused, done.repeated) == (3, 0, 0)
    more = import_post_file(first + told(letter, "signed,2026-11-26,,别人")[len(HEAD) :], "b.csv", at=house.at)
    assert (more.taken, more.refused, more.repeated) == (0, 1, 3)
    assert PostFinding.objects.get().flaws == ["over"]
    assert house.work(without=NONE) == []
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.tracking, letter.signer) == ("arrived", 1, "EMS1", "周志强")
    assert certificate_of(defence_of(case))["served"] == "2026-11-26"


def test_a_file_that_was_cut_off_by_a_kill_is_finished_by_the_next_look(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = paid(house)
    letter = letter_of(case)
    house.clock.forward(days=4)
    content = told(letter, "taken,2026-11-24,,", "signed,2026-11-26,,周志强")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tongban.delivery.actions.post.signed_for", killed)
        with pytest.raises(KeyboardInterrupt):
            import_post_file(content, "a.csv", at=house.at)
    letter.refresh_from_db()
    assert letter.state == "sent"
    done = import_post_file(content, "a.csv", at=house.at)
    assert (done.taken, done.refused, done.repeated) == (2, 0, 0)
    assert defence_of(case).state == "served"


def test_rows_that_do_not_fit_change_nothing_and_go_to_a_person(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    house.clock.forward(days=4)
    rows = told(letter, "signed,2026-11-26,,周", "taken,2026-11-24,,", "returned,2026-11-26,not_collected,")
    done = import_post_file(rows + b"LT0000000000,E,taken,2026-11-24,,\n", "a.csv", at=house.at)
    assert (done.taken, done.refused) == (1, 3)
    found = dict(PostFinding.objects.values_list("line", "flaws"))
    assert found == {2: ["order"], 4: ["early_return"], 5: ["no_such_letter"]}
    assert defence_of(case).state == "under_way"


def of_the_post(house: House, by: Actor) -> list[TaskView]:
    """The tasks about what the post told that this member of staff has."""
    assert by.person
    return [one for one in tasks_at(house.viewer(by.person), by.court) if one.kind is TaskKind.POST_ROW]


def test_each_row_that_fits_no_letter_and_a_file_that_nobody_can_read_is_a_task_until_somebody_says_what_became_of_it(
    house: House,
) -> None:
    case = paid(house)
    house.clock.forward(days=4)
    rows = told(letter_of(case), "signed,2026-11-26,,周") + b"LT0000000000,E,taken,2026-11-24,,\n"
    for _ in range(2):
        import_post_file(rows, "a.csv", at=house.at)
        import_post_file(b"x,y\n1,2\n", "b.csv", at=house.at)
    mine = of_the_post(house, house.clerk)
    assert [(one.court, one.kind, one.filing, one.says.partition(":")[0]) for one in mine] == [
        ("渝0103", TaskKind.POST_ROW, None, "a.csv, 2"),
        ("", TaskKind.POST_ROW, None, "a.csv, 3"),
        ("", TaskKind.POST_ROW, None, "b.csv"),
    ]
    assert [one.uid for one in of_the_post(house, house.wuhou_clerk)] == [one.uid for one in mine if not one.court]
    reconcile_services(at=house.at)
    with refused("delivery.no_such_task"):
        dismiss_paper(mine[0].uid, reasons="与邮政企业核实过。", by=house.wuhou_clerk, at=house.at)
    with refused("delivery.words_missing"):
        dismiss_paper(mine[0].uid, reasons=" ", by=house.clerk, at=house.at)
    for one, by in zip(mine, (house.clerk, house.wuhou_clerk, house.clerk), strict=True):
        dismiss_paper(one.uid, reasons="已与邮政企业核实，另行登记。", by=by, at=house.at)
    assert of_the_post(house, house.clerk) == []


def test_three_tries_and_a_return_are_a_task_with_the_reason(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    house.clock.forward(days=6)
    days = ("2026-11-24", "2026-11-25", "2026-11-26")
    rows = ["taken,2026-11-24,,", *(f"tried,{day},," for day in days), "returned,2026-11-28,not_collected,"]
    import_post_file(told(letter, *rows), "a.csv", at=house.at)
    letter.refresh_from_db()
    assert (letter.state, letter.why, letter.tries) == ("failed", "not_collected", 3)
    assert open_tasks(defence_of(case)) == {"next_way"}


def test_letters_go_out_as_one_file_and_one_list(house: House, tmp_path: Path) -> None:
    case = paid(house)
    assert house.clerk.person
    viewer = house.viewer(house.clerk.person)
    batch = make_batch(viewer, by=house.clerk, at=house.at)
    with refused("delivery.no_letters_wait"):
        make_batch(viewer, by=house.clerk, at=house.at)
    (row,) = listed_letters(batch)
    assert row[0] == letter_number(letter_of(case).id)
    assert row[1] == "周志强"
    carriers = Carriers(tmp_path / "out", tmp_path / "in", tmp_path / "mail", None, house.clock)
    assert carriers()
    assert not carriers()
    (listed,) = (tmp_path / "out").glob("*.csv")
    assert "周志强" in listed.read_text(encoding="utf-8-sig")
    _court, (letter,) = batch_seen_by(viewer, batch)
    content = print_sets(viewer, [letter.papers])
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) % 2 == 0
        assert len(pdf.pages) >= len(letter.papers)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.csv").write_bytes(told(letter_of(case), "taken,2026-11-23,,"))
    assert carriers()
    assert letter_of(case).state == "sent"
    assert (tmp_path / "in" / "taken" / "x.csv").exists()


def mailed(house: House, case: CaseView) -> Attempt:
    """The plaintiff's papers as if an e-mail alone had served them: the portal's arrival is taken away."""
    dispatch = Dispatch.objects.filter(
        case=case.uid, party=case.of_side(Side.PLAINTIFF)[0].uid, purpose="evidence"
    ).get()
    with lifted("test: the way was e-mail alone"):
        Attempt.objects.filter(dispatch=dispatch, channel="portal").update(channel="email")
        Dispatch.objects.filter(id=dispatch.id).update(served_by="email")
    return Attempt.objects.get(dispatch=dispatch, channel="email")


def host() -> str:
    return f"{settings.TONGBAN.slug}.tongban.example"


def bounced(house: House, mail: Attempt, folder: Path) -> None:
    """The mail server puts a notification into the maildir, twice."""
    new = folder / "mail" / "new"
    new.mkdir(parents=True, exist_ok=True)
    for name in ("1", "2"):
        (new / name).write_bytes(bounce(about=mail.uid, host=host()))
    (new / "3").write_bytes(b"Subject: hello\n\nno report")
    carriers = Carriers(folder / "out", folder / "in", folder / "mail", None, house.clock)
    while carriers():
        pass
    assert not [path for path in new.iterdir() if path.is_file()]


def test_mail_that_counted_and_came_back_is_a_judges_task_and_goes_on_counting(house: House, tmp_path: Path) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    mail = mailed(house, case)
    served = mail.dispatch.served_at
    bounced(house, mail, tmp_path)
    (task,) = ServiceTask.objects.filter(kind="bounced")
    assert (task.says, len(task.evidence), task.closed_at) == ("5.1.1", 64, None)
    mail.dispatch.refresh_from_db()
    assert (mail.dispatch.state, mail.dispatch.served_at) == ("served", served)
    told_why = {"reasons": "收件服务器证明邮箱不存在。", "at": house.at}
    with refused("delivery.judge_decides"):
        decide_doubt(task.uid, "falls", by=house.clerk, **told_why)
    with refused("delivery.no_such_task"):
        decide_doubt(task.uid, "falls", by=house.wuhou_judge, **told_why)
    decide_doubt(task.uid, "falls", by=house.judge, **told_why)
    with refused("delivery.doubt_decided"):
        decide_doubt(task.uid, "stands", by=house.judge, **told_why)
    mail.dispatch.refresh_from_db()
    assert (mail.dispatch.state, mail.dispatch.served_at) == ("fallen", served)
    party_uid = str(mail.dispatch.party)
    assert all(c.met_at for c in clocks_of(case.uid) if c.rule.startswith("evidence") and c.owed_by == party_uid)
    assert house.work(without=NONE) == []
    anew = Dispatch.objects.filter(case=case.uid, party=mail.dispatch.party, purpose="evidence").latest("id")
    assert anew.id != mail.dispatch_id
    assert (anew.state, anew.served_by) == ("served", "portal")


def test_a_service_from_which_the_time_to_appeal_a_ruling_runs_does_not_fall(house: House, tmp_path: Path) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    mail = mailed(house, case)
    bounced(house, mail, tmp_path)
    served, task = mail.dispatch.served_at, ServiceTask.objects.get(kind="bounced")
    assert served is not None
    with lifted("test: what was served was a ruling"):
        Dispatch.objects.filter(id=mail.dispatch_id).update(purpose="decision")
    office, owed_by = Actor.office(case.court, "test"), str(mail.dispatch.party)
    step(office, house.at, lambda record: start_clock(record, case, "appeal_ruling", start=served, owed_by=owed_by))
    with refused("delivery.period_relied_on"):
        decide_doubt(task.uid, "falls", reasons="收件服务器证明邮箱不存在。", by=house.judge, at=house.at)


def test_a_doubt_without_weight_leaves_the_service_as_it_is(house: House, tmp_path: Path) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    mail = mailed(house, case)
    bounced(house, mail, tmp_path)
    task = ServiceTask.objects.get(kind="bounced")
    decide_doubt(task.uid, "stands", reasons="当事人已回复收悉全部文书。", by=house.judge, at=house.at)
    mail.dispatch.refresh_from_db()
    task.refresh_from_db()
    assert (mail.dispatch.state, task.end) == ("served", "stands")


def test_mail_that_came_back_beside_the_portal_is_only_noted(house: House, tmp_path: Path) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    portal = Attempt.objects.filter(case=case.uid, channel="portal").first()
    assert portal is not None
    with lifted("test: an e-mail went out beside the portal"):
        mail = Attempt.objects.create(
            **{f.name: getattr(portal, f.name) for f in Attempt._meta.fields if f.name not in ("id", "uid", "channel")},
            channel="email",
        )
    bounced(house, mail, tmp_path)
    mail.refresh_from_db()
    assert mail.why == "bounced_5.1.1"
    assert not ServiceTask.objects.exists()


def test_a_party_contests_its_own_service_with_words(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    lin, zhou = party(house.lin.uid), party(house.zhou.uid)
    dispatch = Dispatch.objects.filter(case=case.uid, purpose="evidence").get()
    words = {"case": case.uid, "dispatch": str(dispatch.uid), "says": "账号被他人使用，我没有收到这些文书。"}
    with refused("delivery.words_missing"):
        step(lin, house.at, lambda r: contest_service(r, **(words | {"says": "没收到"})))
    with refused("cases.no_such_case"):
        step(zhou, house.at, lambda r: contest_service(r, **words))
    for bad in ("x", str(UUID(int=1))):
        with refused("delivery.no_such_dispatch"):
            step(lin, house.at, lambda r, bad=bad: contest_service(r, **(words | {"dispatch": bad})))
    for _ in range(2):
        step(lin, house.at, lambda r: contest_service(r, **words))
    assert open_tasks(dispatch) == {"contested"}
    reconcile_services(at=house.at)
    assert open_tasks(dispatch) == {"contested"}


def test_the_reconciliation_finds_what_nobody_had_and_closes_what_is_done(house: House) -> None:
    case = paid(house)
    reconcile = Reconciler(house.clock)
    assert reconcile()
    assert not reconcile()
    check = ServiceCheck.objects.get()
    assert (check.found, check.tasks) == (0, 0)
    assert check.owed == check.served + check.under_way == Dispatch.objects.count()
    house.clock.forward(days=21)
    assert reconcile()
    assert open_tasks(defence_of(case)) == {"silent"}
    assert ServiceCheck.objects.latest("day").found == 1
    letter = letter_of(case)
    import_post_file(told(letter, "taken,2026-12-13,,", "signed,2026-12-14,,周志强"), "a.csv", at=house.at)
    assert open_tasks(defence_of(case)) == set()
    house.clock.forward(days=4)
    assert reconcile()
    assert open_tasks(defence_of(case)) == {"no_certificate"}
    assert house.work(without=NONE) == []
    house.clock.forward(days=1)
    assert reconcile()
    assert open_tasks(defence_of(case)) == set()


def test_a_paper_that_nobody_is_to_be_served_with_is_found(house: House) -> None:
    house.case()
    assert house.work(without=NONE | {"route_paper"}) == []
    notice = Document.objects.get(paper="filing/acceptance_notice")
    assert not Dispatch.objects.filter(purpose="acceptance").exists()
    house.clock.forward(days=3)
    reconcile_services(at=house.at)
    task = ServiceTask.objects.get(kind="not_ordered", paper=notice.uid)
    with refused("delivery.words_missing"):
        dismiss_paper(task.uid, reasons="", by=house.clerk, at=house.at)
    assert notice.case
    lin = case_by_uid(notice.case).of_side(Side.PLAINTIFF)[0].uid
    serve_paper(task.uid, lin, by=house.clerk, at=house.at)
    with refused("delivery.task_closed"):
        serve_paper(task.uid, lin, by=house.clerk, at=house.at)
    assert Dispatch.objects.get().purpose == "acceptance"
    reconcile_services(at=house.at)
    assert ServiceTask.objects.filter(paper=notice.uid).count() == 1


def test_a_service_that_waits_for_its_paper_too_long_is_a_task(house: House) -> None:
    case = house.case()
    paper = Document.objects.filter(case=case.uid, layer="case").first()
    assert paper is not None
    house.work(without=frozenset({"render_paper", "send_dispatch"}))
    uid = step(house.clerk, house.at, lambda r: order(r, case.uid, paper.uid, case.parties[0].uid, "other"))
    house.clock.forward(days=3)
    reconcile_services(at=house.at)
    assert open_tasks(Dispatch.objects.get(uid=uid)) == {"not_sent"}
