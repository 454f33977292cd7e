"""The register keeps, the worker does what is due once, and the sealer seals once."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import Error, connection, connections, transaction

from tests.builders import MONDAY, OPERATOR, House, TestClock
from tongban.frame.acts import act
from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id
from tongban.people.actions.register import register_person
from tongban.people.events import PersonRegistered
from tongban.people.models import Person
from tongban.reactions import table
from tongban.reactions.rows import When
from tongban.reactions.worker import work_once
from tongban.register.actions.due import FIRST_RETRY, LAST_RETRY, LEASE, claim, fail, release_claims
from tongban.register.actions.record import AlreadyDone
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.ledger import Ledger, make_ledger
from tongban.register.adapters.triggers import make_triggers, missing_triggers
from tongban.register.models import Due, Entry, Seal
from tongban.register.queries import canonical_entry, failing_work
from tongban.register.vocabulary import DueWork


def person_known() -> int:
    """Record one fact and owe it the reaction `test_reaction`."""
    person = new_id()
    with act(by=OPERATOR, at=MONDAY) as record:
        record(PersonRegistered(person=person, kind="natural", platform="test"), under="test")
    entry = Entry.objects.get(body__contains=str(person))
    Due.objects.create(entry=entry, reaction="test_reaction", not_before=MONDAY)
    return entry.id


@dataclass
class Doing:
    """A reaction of the tests: makes a person per entry, in one act."""

    breaks: bool = False
    tries: int = 0

    def __call__(self, work: DueWork) -> None:
        self.tries += 1
        if self.breaks:
            message = "out of paper"
            raise RuntimeError(message)
        with act(by=OPERATOR, at=work.now, fulfils=work) as record:
            register_person(record, name=f"entry {work.entry_id}", kind="natural", platform="test")


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> Doing:
    does = Doing()
    rows = {row.name: row for row in table.TABLE}
    monkeypatch.setattr("tongban.reactions.worker.carry_out", lambda work: _carry_out(work, does, rows))
    return does


def _carry_out(work: DueWork, does: Doing, rows: dict[str, When]) -> None:
    (does if work.reaction == "test_reaction" else rows[work.reaction].do)(work)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE register_entry SET basis = 'x'",
        "DELETE FROM register_entry",
        pytest.param("TRUNCATE register_entry CASCADE", marks=pytest.mark.only_on("postgresql")),
        pytest.param("REPLACE INTO register_entry SELECT * FROM register_entry", marks=pytest.mark.only_on("sqlite")),
    ],
)
def test_the_register_cannot_be_rewritten_even_with_the_guard_lifted(committed_house: House, sql: str) -> None:
    before = list(Entry.objects.order_by("id").values_list("digest", flat=True))
    with lifted("test"), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert list(Entry.objects.order_by("id").values_list("digest", flat=True)) == before


def test_a_missing_trigger_is_noticed_and_made_again(committed_house: House) -> None:
    assert missing_triggers() == []
    on_table = " ON register_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER register_entry_no_update{on_table}")
    assert missing_triggers() == ["register_entry_no_update"]
    make_triggers()
    assert missing_triggers() == []


def test_an_entry_reads_back_to_the_digest_that_is_sealed(house: House) -> None:
    house.case()
    for entry in Entry.objects.all():
        assert hashlib.sha256(canonical_entry(entry)).hexdigest() == entry.digest
    sealed = Seal.objects.filter(kind="register-batch").values_list("subject", "sha256")
    assert {e.uid: e.digest for e in Entry.objects.all()}.items() <= dict(sealed).items()


def test_no_name_address_or_story_stands_in_the_register(house: House) -> None:
    house.case()
    house.work()
    told = "".join(f"{e.body}{e.actor}{e.basis}" for e in Entry.objects.all())
    for word in ("林晓梅", "周志强", "示例路", "多次催要", "13800000000", "lin@example.com", "王芳"):
        assert word not in told


def test_due_work_is_done_once_under_four_threads(committed_house: House, doing: Doing) -> None:
    entries = {person_known() for _ in range(20)}
    clock = TestClock()

    def worker() -> None:
        while work_once(clock):
            pass
        connections.close_all()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    made = list(Person.objects.filter(name__startswith="entry").values_list("name", flat=True))
    assert sorted(made) == sorted(f"entry {entry}" for entry in entries)
    assert not Due.objects.filter(done_at__isnull=True).exists()


def test_two_workers_with_the_same_work_have_one_effect(house: House, doing: Doing) -> None:
    """The lease of the first ran out while it was still at it."""
    person_known()
    clock = TestClock()
    first = claim(now=clock.now(), wall=clock.wall())
    assert claim(now=clock.now(), wall=clock.wall()) is None
    clock.forward(seconds=LEASE.total_seconds() + 1)
    second = claim(now=clock.now(), wall=clock.wall())
    assert first is not None
    assert second is not None
    assert first.id == second.id
    doing(second)
    with pytest.raises(AlreadyDone):
        doing(first)
    assert Person.objects.filter(name__startswith="entry").count() == 1


def test_work_of_a_killed_worker_is_taken_up_again(house: House, doing: Doing) -> None:
    person_known()
    clock = TestClock()
    assert claim(now=clock.now(), wall=clock.wall()) is not None
    assert not work_once(clock)
    assert release_claims() == 1
    assert work_once(clock)
    assert Person.objects.filter(name__startswith="entry").count() == 1


def test_work_that_fails_waits_longer_each_time_and_is_shown(house: House, doing: Doing) -> None:
    person_known()
    doing.breaks = True
    clock, pauses = TestClock(), []
    for _ in range(12):
        assert work_once(clock)
        due = Due.objects.get(reaction="test_reaction")
        pauses.append(due.retry_at - clock.wall())
        assert not work_once(clock)
        clock.machine = due.retry_at
    assert pauses[0] == FIRST_RETRY
    assert pauses == sorted(pauses)
    assert pauses[-1] == LAST_RETRY
    assert [d.last_error for d in failing_work()] == ["RuntimeError: out of paper"]
    doing.breaks = False
    assert work_once(clock)
    assert failing_work() == []


def test_a_failure_reported_late_does_not_touch_work_that_another_finished(house: House, doing: Doing) -> None:
    person_known()
    work = claim(now=MONDAY, wall=MONDAY)
    assert work is not None
    doing(work)
    fail(work, "late", wall=MONDAY)
    due = Due.objects.get(id=work.id)
    assert (due.last_error, due.retry_at) == ("", None)


def test_work_of_tomorrow_waits_for_tomorrow(house: House, doing: Doing) -> None:
    person_known()
    Due.objects.filter(reaction="test_reaction").update(not_before=MONDAY + timedelta(days=1))
    clock = TestClock()
    assert not work_once(clock)
    clock.at += timedelta(days=1)
    assert work_once(clock)


def test_every_seal_is_made_once_though_the_sealer_was_killed_between_deposit_and_note(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ledger(tmp_path, "test")
    house.case()
    asked = Seal.objects.count()
    ledger = Ledger(tmp_path, seconds=lambda: int(MONDAY.timestamp()))
    with monkeypatch.context() as patched:
        patched.setattr(type(Seal.objects), "bulk_update", _killed)
        with pytest.raises(KeyboardInterrupt):
            seal_once(ledger, house.clock)
    assert not Seal.objects.filter(position__isnull=False).exists()
    while seal_once(ledger, house.clock):
        pass
    ledger.close()
    rows = list(Seal.objects.order_by("id"))
    assert len(rows) > asked
    assert sorted(row.position for row in rows) == list(range(len(rows)))
    assert all(row.promise and row.proven_at for row in rows)
    contents = [row.uid for row in rows if row.kind != "register-batch"]
    noted = [e.body.split('"seal":"')[1][:36] for e in Entry.objects.filter(event="content_sealed")]
    assert sorted(noted) == sorted(map(str, contents))


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
