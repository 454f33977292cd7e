import pytest
from ledger_samples import LOG_KEY, WITNESS_KEY, create, key, reopen

from courtlog import COSIGNATURE, Contradiction, LogReader, Missing, Policy, check_log
from courtlog.cli import main
from courtlog.errors import Frozen
from courtlog.shards import check_link, start_next

NEXT = key("court.example/log/2027")
NEXT_WITNESS = key("court.example/log/2027/witness", COSIGNATURE)
OLD_KEYS = (LOG_KEY, WITNESS_KEY)


@pytest.fixture
def old(tmp_path, statements):
    with create(tmp_path / "old") as log:
        log.deposit(statements[:3])
    return tmp_path / "old"


def go_on(old, new=None, **options):
    return start_next(old, new or old.parent / "new", NEXT, NEXT_WITNESS, old_keys=OLD_KEYS, **options)


def test_a_new_shard_begins_with_the_final_head_of_the_old_one_which_takes_in_nothing_more(old, statements):
    with go_on(old) as log:
        assert [one.index for one in log.deposit(statements[3:5])] == [1, 2]
    assert LogReader(old).size == 4
    with reopen(old) as closed:
        for refused in (lambda: closed.deposit(statements[3:4]), closed.refresh):
            with pytest.raises(Frozen, match=NEXT.name):
                refused()
    check_link(LogReader(old), LogReader(old.parent / "new"))
    assert LogReader(old.parent / "new").entry(1) == statements[3]
    assert LogReader(old).entry(0) == statements[0]
    assert list(check_log(old)) == list(check_log(old.parent / "new")) == []


def test_one_policy_accepts_the_heads_of_all_shards(old):
    third, third_witness = key("court.example/log/2028"), key("court.example/log/2028/witness", COSIGNATURE)
    go_on(old).close()
    directories = [old, old.parent / "new", old.parent / "third"]
    start_next(*directories[1:], third, third_witness, old_keys=(NEXT, NEXT_WITNESS)).close()
    policy = Policy.parse(LogReader(directories[2]).policy())
    for directory in directories:
        assert policy.check(LogReader(directory).head().note).since


def test_witnesses_outside_stay_required_in_the_next_shard(old):
    outside = key("witness.example", COSIGNATURE)
    (old / "policy.tlog-policy").write_text(
        f"log {LOG_KEY.verifier}\nwitness outside {outside.verifier}\nquorum outside\n"
    )
    go_on(old).close()
    policy = Policy.parse(LogReader(old.parent / "new").policy())
    assert {one.name for one in policy.logs} == {LOG_KEY.name, NEXT.name}
    assert not policy.satisfied(set())


def test_starting_the_next_shard_may_be_repeated(old):
    go_on(old).close()
    sizes = LogReader(old).size, LogReader(old.parent / "new").size
    go_on(old).close()
    assert (LogReader(old).size, LogReader(old.parent / "new").size) == sizes == (4, 1)


def test_a_log_has_one_successor_only(old):
    go_on(old).close()
    with pytest.raises(Frozen, match="already"):
        start_next(old, old.parent / "other", key("other.example"), old_keys=OLD_KEYS)


def test_shards_that_do_not_belong_together_are_refused(old, tmp_path, statements):
    go_on(old).close()
    with create(tmp_path / "stranger") as stranger:
        stranger.deposit(statements[:2])
    with pytest.raises(Missing):
        check_link(LogReader(old), LogReader(tmp_path / "stranger"))
    with pytest.raises(Contradiction):
        check_link(LogReader(tmp_path / "stranger"), LogReader(tmp_path / "new"))


def test_without_a_quorum_for_the_final_head_there_is_no_next_shard(old):
    class Silent:
        check_start = staticmethod(lambda _: None)

        def gather(self, *_):
            raise Missing("No witness answered.")

    with pytest.raises(Missing):
        go_on(old, cosigners=Silent())
    assert not (old.parent / "new").exists()
    go_on(old).close()


def test_the_command_starts_a_shard_with_keys_of_its_own(tmp_path, capsys):
    for command in (
        ["init", "2026", "--origin", "c.example/2026"],
        ["shard", "2026", "2027", "--origin", "c.example/2027"],
    ):
        assert main([str(tmp_path / one) if one in ("2026", "2027") else one for one in command]) == 0
    assert capsys.readouterr().out.endswith("policy.tlog-policy\n")
    check_link(LogReader(tmp_path / "2026"), LogReader(tmp_path / "2027"))
