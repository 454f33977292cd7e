"""Who read what: noted before the answer leaves, kept past kill -9, recorded by the hour, shown to those concerned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.test import Client

from tests.builders import MONDAY, House, ledger_at, party, staff, step
from tests.entrances.desk import signed_in
from tongban.access.log import Read, close_hours, note, reads_of, reads_since
from tongban.access.recording import altered_hours, record_reads
from tongban.access.watching import MANY, Oddity, odd_reads
from tongban.api.tokens import issue_token
from tongban.cases.actions.join import issue_code
from tongban.cases.actions.opening import open_file
from tongban.people.models import Account
from tongban.people.vocabulary import Role
from tongban.privacy.actions.export import export_data
from tongban.register.models import Entry

CASE = UUID(int=7)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A platform's home of the test's own, so that no other test's reads are in the log."""
    ledger_at(tmp_path, monkeypatch)
    return tmp_path


def read(at: datetime = MONDAY, **changed: Any) -> Read:
    told = {"person": str(UUID(int=1)), "roles": ("clerk",), "court": "渝0103", "helper": "", "task": "desk:case"}
    return Read(at.isoformat(), **told | {"case": str(CASE), "tied": False, "items": ("case",)} | changed)


def test_opening_a_case_at_the_desk_and_on_the_portal_is_noted(house: House, home: Path) -> None:
    case = house.case()
    signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}")
    signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/")
    first, newest = reads_of(home, case.uid)
    assert (first.person, first.roles, first.court) == (str(house.clerk.person), ("clerk",), "渝0103")
    assert (first.task, first.tied, "case" in first.items) == ("desk:case", True, True)
    assert (newest.person, newest.roles, newest.task) == (str(house.lin.uid), ("party",), "portal:case")


def test_a_read_by_a_program_is_noted_as_the_persons(house: House, home: Path) -> None:
    case = house.case()
    client = signed_in(house, house.lin.uid)
    token = issue_token(Account.objects.get(person__uid=house.lin.uid))
    asked = client.get(f"/api/v1/cases/{case.uid}", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 200
    (noted,) = reads_of(home, case.uid)
    assert (noted.person, noted.task, noted.tied) == (str(house.lin.uid), "api-1:case", True)


def test_the_counter_notes_whose_data_it_opened(house: House, home: Path) -> None:
    signed_in(house, house.clerk.person).get(f"/desk/counter/{house.zhou.uid}")
    (noted,) = reads_of(home, house.zhou.uid)
    assert noted.items == ("person",)


def test_who_was_refused_has_read_nothing(house: House, home: Path) -> None:
    case = house.case()
    assert signed_in(house, house.wuhou_clerk.person).get(f"/desk/cases/{case.uid}").status_code == 404
    assert signed_in(house, house.zhou.uid).get(f"/cases/{case.uid}/").status_code == 404
    assert list(reads_of(home, case.uid)) == []


def test_an_unwritable_log_shows_nothing(house: House, home: Path) -> None:
    case = house.case()
    (home / "access").write_text("a file where the folder should be")
    client = signed_in(house, house.clerk.person)
    with pytest.raises(OSError, match="access"):
        client.get(f"/desk/cases/{case.uid}")


def test_parties_read_who_opened_their_file(house: House, home: Path) -> None:
    case = house.case()
    signed_in(house, house.clerk.person).get(f"/desk/cases/{case.uid}")
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/readers/")
    assert "王芳" in page.content.decode()
    assert "clerk" in page.content.decode()
    assert signed_in(house, house.zhou.uid).get(f"/cases/{case.uid}/readers/").status_code == 404


def test_a_president_finds_who_read_without_a_task(house: House, home: Path) -> None:
    case = house.case()
    other, president = staff("渝0103", Role.CLERK, "赵云").person, staff("渝0103", Role.PRESIDENT, "郑强").person
    scrutiny = staff("渝0103", Role.CLERK, "孙立").person
    note(home, [read(case=str(case.uid), person=str(one)) for one in (other, house.clerk.person)])
    note(home, [read(case=str(uuid4()), person=str(scrutiny), items=("filing",))])
    page = signed_in(house, president).get("/desk/reads").content.decode()
    assert "赵云" in page
    assert f"/desk/cases/open?case={case.uid}" in page
    assert "王芳" not in page
    assert "孙立" not in page, "what is handed in and no case yet is the work of the office"
    assert signed_in(house, other).get("/desk/reads").status_code == 404


def test_a_president_reads_who_opened_a_file_for_which_task(house: House, home: Path) -> None:
    case = house.case()
    other, president = staff("渝0103", Role.CLERK, "赵云"), staff("渝0103", Role.PRESIDENT, "郑强").person
    open_file(case.number, "代为送达应诉通知书。", by=other, at=house.at)
    assert signed_in(house, other.person).get(f"/desk/cases/{case.uid}").status_code == 200
    page = signed_in(house, president).get("/desk/reads").content.decode()
    assert "代为送达应诉通知书。" in page
    assert "read without a task" not in page
    assert [one.tied for one in reads_of(home, case.uid)] == [True]


def test_reads_of_many_cases_in_one_hour_are_told() -> None:
    busy = [read(case=str(uuid4()), tied=True) for _ in range(MANY)]
    assert [odd.oddity for odd in odd_reads(busy, "渝0103", ())] == [Oddity.MANY]
    assert odd_reads(busy[1:], "渝0103", ()) == []
    assert odd_reads(busy, "川0107", ()) == []


def test_reads_of_many_cases_beside_persons_at_the_counter_are_told_too() -> None:
    """Nobody but the clerk knows whether the person stood there; the cases may be those of any court."""
    clerk = str(UUID(int=9))
    told = {"roles": ("party",), "court": "川0107", "tied": True, "helper": clerk}
    busy = [read(case=str(uuid4()), person=str(uuid4()), **told) for _ in range(MANY)]
    [found] = odd_reads(busy, "渝0103", (), {clerk: ("clerk",)})
    assert (found.oddity, found.person, found.roles, len(found.cases)) == (Oddity.MANY, clerk, ("clerk",), MANY)
    assert odd_reads(busy[1:], "渝0103", (), {clerk: ("clerk",)}) == []
    assert odd_reads(busy, "渝0103", ()) == [], "a relative who helps serves nowhere"


def test_the_president_finds_the_clerk_who_looks_beside_many(house: House, home: Path) -> None:
    president = staff("渝0103", Role.PRESIDENT, "郑强").person
    told = {"roles": ("party",), "court": "川0107", "tied": True, "helper": str(house.clerk.person)}
    note(home, [read(house.at, case=str(uuid4()), person=str(uuid4()), **told) for _ in range(MANY)])
    assert "王芳" in signed_in(house, president).get("/desk/reads").content.decode()


def test_an_act_in_the_case_is_a_task_and_a_party_needs_none() -> None:
    done = {(str(UUID(int=1)), str(CASE))}
    assert odd_reads([read()], "渝0103", done) == []
    assert [odd.reads for odd in odd_reads([read(), read()], "渝0103", ())] == [2]
    assert odd_reads([read(roles=("party",))], "渝0103", ()) == []


def test_a_full_hour_is_recorded_once(db: None, home: Path) -> None:
    note(home, [read(), read()])
    assert not record_reads(home, MONDAY + timedelta(minutes=59))
    later = MONDAY + timedelta(minutes=66)
    assert record_reads(home, later)
    assert not record_reads(home, later)
    (entry,) = Entry.objects.filter(event="reads_recorded")
    assert '"reads":2' in entry.body
    assert altered_hours(home) == []
    assert len(list(reads_since(home, MONDAY))) == 2


def test_what_comes_too_late_for_its_hour_gets_a_file_of_its_own(db: None, home: Path) -> None:
    later = MONDAY + timedelta(hours=2)
    for _ in range(2):
        note(home, [read()])
        record_reads(home, later)
    assert Entry.objects.filter(event="reads_recorded").count() == 2
    assert len(list(reads_since(home, MONDAY))) == 2


def test_a_worker_that_dies_after_recording_does_not_record_again(
    db: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note(home, [read()])
    later = MONDAY + timedelta(hours=2)
    with monkeypatch.context() as dies:
        dies.setattr("tongban.access.recording.recorded", lambda *_: None)
        record_reads(home, later)
    record_reads(home, later)
    assert Entry.objects.filter(event="reads_recorded").count() == 1
    assert close_hours(home, later) == []


@pytest.mark.parametrize("what", ["changed", "gone"])
def test_a_changed_hour_is_found(db: None, home: Path, what: str) -> None:
    note(home, [read()])
    record_reads(home, MONDAY + timedelta(hours=2))
    (path,) = (home / "access" / "hours").iterdir()
    if what == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes().replace(b"clerk", b"judge"))
    assert altered_hours(home) == [path.stem]


_WRITER = """
import sys
from pathlib import Path
from tongban.access.log import Read, note
home, n = Path(sys.argv[1]), 0
while True:
    n += 1
    note(home, [Read(sys.argv[2], "p", ("clerk",), "c", "", str(n) + "x" * 300, sys.argv[3], False, ("case",))])
    print(n, flush=True)
"""


def test_what_was_noted_survives_kill_9_whole_and_in_order(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path), MONDAY.isoformat(), str(CASE)]
    writers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "src"})
        for _ in range(2)
    ]
    for writer in writers:
        assert writer.stdout
        for _ in range(100):
            writer.stdout.readline()
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
    said = [len(writer.communicate()[0].splitlines()) + 100 for writer in writers]
    kept = len(list(reads_since(tmp_path, MONDAY)))
    assert sum(said) <= kept <= sum(said) + 2, "each may have died between its line and the word about it"
    assert len(list(reads_of(tmp_path, CASE))) in range(sum(said), kept + 1)


def test_the_log_is_for_the_platform_alone(tmp_path: Path) -> None:
    note(tmp_path, [read()])
    files = [path for path in (tmp_path / "access").rglob("*") if path.is_file()]
    assert files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert settings.TONGBAN_CLOCK


def test_a_line_that_broke_off_on_a_full_disk_takes_no_other_with_it(home: Path) -> None:
    note(home, [read(task="first")])
    (path,) = (home / "access" / "cases").rglob("*.log")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:70])
    note(home, [read(task="last")])
    assert [one.task for one in reads_of(home, CASE)] == ["first", "last"]
    path.write_bytes(whole + whole[:70])
    assert [one.task for one in reads_of(home, CASE)] == ["first"]


def test_a_line_that_is_not_noted_whole_shows_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda log, line: write(log, line[:20]))
    with pytest.raises(OSError, match="No space left"):
        note(home, [read()])


def test_nobody_hides_a_read_behind_many_others(house: House, home: Path) -> None:
    case = house.case()
    clerk, lin = house.clerk.person, house.lin.uid
    told = {"case": str(case.uid), "court": "渝0103"}
    note(home, [read(person=str(clerk), **told)])
    note(home, [read(person=str(lin), roles=("party",), **told) for _ in range(600)])
    page = signed_in(house, lin).get(f"/cases/{case.uid}/readers/").content.decode()
    assert "王芳" in page
    assert "600" in page


def test_one_persons_reads_of_an_hour_are_one_line_whoever_reads_between_them(house: House, home: Path) -> None:
    case = house.case()
    pair = [
        read(person=str(one), roles=roles, case=str(case.uid))
        for one, roles in ((house.clerk.person, ("clerk",)), (house.judge.person, ("judge",)))
    ]
    note(home, pair * 3)
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/readers/").content.decode()
    assert page.count("王芳") == 1


def test_who_reads_the_letter_with_its_code_alone_is_noted(house: House, home: Path) -> None:
    case = house.case()
    code = step(house.clerk, house.at, lambda record: issue_code(record, case.uid, case.parties[1].uid))
    browser = Client()
    browser.post("/join/", {"code": code})
    assert browser.get("/join/letter/").status_code == 200
    (noted,) = reads_of(home, case.uid)
    assert (noted.person, noted.roles, noted.task, noted.items) == ("", ("party",), "portal:join_letter", ("letter",))
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/readers/").content.decode()
    assert "Somebody with the code of a letter" in page


def test_a_download_of_ones_data_opens_the_files_in_it(house: House) -> None:
    case, viewer = house.case(), house.viewer(house.lin.uid)
    export_data(viewer, by=party(house.lin.uid), at=house.at)
    assert viewer.noted[(case.court, case.uid)] == {"export"}


def test_lists_of_filings_are_noted_by_their_length(house: House, home: Path) -> None:
    house.hand_in(house.draft())
    signed_in(house, house.clerk.person).get("/desk/filings")
    assert ["filings:1"] in [list(one.items) for one in reads_since(home, house.at)]
