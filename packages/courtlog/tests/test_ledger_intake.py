import multiprocessing
import threading
from concurrent.futures import wait

import pytest
from ledger_samples import LOG_KEY, PARTY_KEY, create, key, reopen, statement

from courtlog import Contradiction, Malformed, Missing, Promise, Wait, check_log
from courtlog.errors import LogError
from courtlog.intake import Checkers, Intake, Overloaded, admit, parse_issuers

OTHER = key("other").verifier.public.hex()
ISSUERS = parse_issuers(f"# who may deposit\n{PARTY_KEY.verifier}\n\ned25519:{OTHER} # other")


@pytest.fixture(scope="module")
def checkers():
    checkers = Checkers(ISSUERS, 2)
    yield checkers
    checkers.close()


def flipped(data, at=-1):
    return data[:at] + bytes([data[at] ^ 1]) + (data[at + 1 :] if at != -1 else b"")


def test_many_clients_at_once_get_an_index_and_a_promise_each(log, statements, checkers):
    results = {}

    def client(numbers):
        for number in numbers:
            (results[number],) = door.deposit([statements[number]], Wait.PROOF)

    with Intake(log, checkers) as door:
        clients = [threading.Thread(target=client, args=(range(first, 300, 10),)) for first in range(10)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
    assert sorted(one.index for one in results.values()) == list(range(300))
    for number, one in results.items():
        assert one.proven
        assert log.entry(one.index) == statements[number]
        assert Promise.open(one.promise, LOG_KEY.verifier, statements[number]).index == one.index
    assert list(check_log(log.directory)) == []


def test_a_submission_is_taken_in_whole_or_not_at_all(log, statements, checkers):
    stranger = statement(7, key("stranger"))
    with Intake(log, checkers) as door:
        for bad, error in ((b"nonsense", Malformed), (flipped(statements[1]), Contradiction), (stranger, Missing)):
            with pytest.raises(error, match="Statement 1 of the submission"):
                door.deposit([statements[0], bad])
        good, bad = door.submit(statements[2:4]), door.submit([b"nonsense"])
        assert [one.index for one in good.result()] == [0, 1]
        with pytest.raises(Malformed):
            bad.result()
    assert log.size == 2


def test_signatures_are_checked_the_same_without_processes(statements):
    assert admit(statements[:2], ISSUERS)[1].statement == statements[1]
    with pytest.raises(Contradiction):
        admit([flipped(statements[0])], ISSUERS)


def test_a_full_door_refuses_at_once_and_says_when_to_come_again(log, statements):
    entered, go = threading.Event(), threading.Event()
    honest = log.deposit_keyed

    def slow(*given):
        entered.set()
        go.wait(10)
        return honest(*given)

    log.deposit_keyed = slow
    with Intake(log, capacity=5) as door:
        first = door.submit(statements[:4])
        entered.wait(10)
        second = door.submit(statements[4:5])
        with pytest.raises(Overloaded) as refused:
            door.submit(statements[5:6])
        assert refused.value.retry_after >= 1
        go.set()
        assert [one.index for one in first.result() + second.result()] == [0, 1, 2, 3, 4]
        assert door.deposit(statements[5:6])[0].index == 5


def test_a_closing_door_finishes_what_it_took_in_and_takes_in_nothing_more(log, statements, checkers):
    door = Intake(log, checkers)
    taken = [door.submit([one]) for one in statements[:100]]
    door.close()
    wait(taken, 10)
    assert sorted(one.result()[0].index for one in taken) == list(range(100))
    with pytest.raises(LogError, match="closed"):
        door.submit(statements[:1])


def test_a_failing_disk_is_told_to_those_who_waited_and_to_nobody_else(log, statements):
    honest = log.deposit_keyed

    def full(*_):
        raise OSError(28, "No space left on device")

    with Intake(log) as door:
        log.deposit_keyed = full
        with pytest.raises(OSError, match="space"):
            door.deposit(statements[:1])
        log.deposit_keyed = honest
        assert door.deposit(statements[:1])[0].index == 0


def test_a_proof_that_does_not_come_in_time_is_told_and_promises_do_not_wait_for_it(tmp_path, statements):
    stalled = threading.Event()

    class Stalled:
        check_start = staticmethod(lambda _: None)

        def gather(self, *_):
            stalled.wait(10)
            raise Missing("No witness answered.")

    create(tmp_path / "log").close()
    with reopen(tmp_path / "log", cosigners=Stalled()) as log, Intake(log) as door:
        late = door.submit(statements[:1], Wait.PROOF)
        for number in range(1, 20):
            assert door.deposit([statements[number]])[0].index == number
        assert not late.done()
        stalled.set()
        assert [one.proven for one in late.result(10)] == [False]


def test_a_checker_that_is_killed_is_replaced_and_the_log_goes_on(log, statements):
    checkers = Checkers(ISSUERS, 1)
    with Intake(log, checkers) as door:
        assert door.deposit(statements[:1])[0].index == 0
        for process in multiprocessing.active_children():
            process.kill()
        told = [one.exception(20) for one in [door.submit([statement]) for statement in statements]]
        assert {type(one) for one in told} <= {LogError, type(None)}
        assert door.deposit(statements[:1])[0].repeated
    checkers.close()
