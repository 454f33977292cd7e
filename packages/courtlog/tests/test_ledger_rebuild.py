import shutil
import sqlite3

import pytest
from ledger_samples import create, reopen, statement

from courtlog import LogError, WriterBusy, check_log
from courtlog.cli import main
from courtlog.errors import StoreDamaged
from courtlog.rebuild import rebuild


@pytest.fixture
def built(tmp_path, statements):
    with create(tmp_path / "log") as log:
        for group in (statements[:250], statements[250:280], statements[280:]):
            log.deposit(group)
    return tmp_path / "log"


def files(directory):
    return {path.relative_to(directory): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def test_lost_tiles_come_back_byte_for_byte(built, capsys):
    before = files(built / "public")
    for path in (built / "public/tile").iterdir():
        if path.name != "entries":
            shutil.rmtree(path)
    assert main(["rebuild", "--tiles-only", str(built)]) == 0
    assert capsys.readouterr().out == "300 entries\n"
    after = files(built / "public")
    assert {name: data for name, data in before.items() if ".p" not in str(name)}.items() <= after.items()
    assert list(check_log(built)) == []


def test_a_lost_entry_store_comes_back_and_knows_what_was_deposited(built, statements):
    for path in built.glob("entries.sqlite3*"):
        path.unlink()
    rebuild(built)
    assert list(check_log(built)) == []
    with reopen(built) as log:
        assert [one.index for one in log.deposit([statements[299], statements[0], statement(300)])] == [299, 0, 300]
    assert list(check_log(built)) == []


def test_a_damaged_store_gives_its_heads_to_the_new_one(built):
    store = sqlite3.connect(built / "entries.sqlite3")
    heads = store.execute("SELECT * FROM head").fetchall()
    store.execute("UPDATE entry SET statement = x'00', leaf = x'00' WHERE idx = 20")
    store.commit()
    store.close()
    assert list(check_log(built))
    rebuild(built)
    assert list(check_log(built)) == []
    assert sqlite3.connect(built / "entries.sqlite3").execute("SELECT * FROM head").fetchall() == heads


def test_bundles_that_do_not_give_the_signed_root_rebuild_nothing(built, statements):
    path = built / "public/tile/entries/000"
    path.write_bytes(path.read_bytes().replace(statements[17], statements[17][:-1] + bytes([statements[17][-1] ^ 1])))
    store = (built / "entries.sqlite3").read_bytes()
    with pytest.raises(StoreDamaged, match="root"):
        rebuild(built)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreDamaged, match=r"entries.000"):
        rebuild(built)
    assert (built / "entries.sqlite3").read_bytes() == store


def test_without_a_signed_head_or_beside_a_writer_nothing_is_rebuilt(built):
    with reopen(built), pytest.raises(WriterBusy):
        rebuild(built)
    (built / "public/checkpoint").unlink()
    assert rebuild(built).size == 300
    for path in built.glob("lock.sqlite3*"):
        path.unlink()
    with pytest.raises(LogError, match="signed head"):
        rebuild(built)
    assert not list(built.glob("lock.sqlite3*"))
