import pytest
from ledger_samples import LOG_KEY, ORIGIN, START, key

from courtlog.checkpoint import Checkpoint
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.merkle import EMPTY_ROOT
from courtlog.note import COSIGNATURE
from courtlog.policy import Policy
from courtlog.signing import cosign, sign_note

LOG = f"log {LOG_KEY.verifier}\n"
WITNESSES = {name: key(f"{name}.example", COSIGNATURE) for name in "abcdef"}
LINES = LOG + "".join(f"witness {name} {one.verifier} https://{name}.example\n" for name, one in WITNESSES.items())
REGIONS = LINES + "group cq 2 a b c\ngroup sc 2 d e f\ngroup both all cq sc\nquorum both\n"


def head(*names):
    note = sign_note(Checkpoint(ORIGIN, 0, EMPTY_ROOT).text, LOG_KEY)
    for delay, name in enumerate(names):
        note = cosign(note, WITNESSES[name], START + delay)
    return note.encode()


@pytest.mark.parametrize("names", ["abde", "acdf", "abcdef", "fedcba"])
def test_two_of_three_witnesses_in_each_of_two_regions_make_the_quorum(names):
    assert Policy.parse(REGIONS.encode()).check(head(*names)).checkpoint.size == 0


@pytest.mark.parametrize("names", ["", "abc", "abd", "def"])
def test_fewer_witnesses_do_not_make_the_quorum(names):
    with pytest.raises(Missing, match="quorum"):
        Policy.parse(REGIONS.encode()).check(head(*names))


def test_the_time_is_when_the_quorum_was_complete():
    assert Policy.parse(REGIONS.encode()).check(head(*"abcdef")).since.time == START + 4
    assert Policy.parse((LINES + "quorum none").encode()).check(head(*"bca")).since.name == "b.example"
    assert Policy.parse((LOG + "quorum none").encode()).check(head("a")).since is None


def test_a_wrong_cosignature_of_a_listed_witness_is_never_passed_over():
    good, other = head("a"), sign_note(Checkpoint(ORIGIN, 1, EMPTY_ROOT).text, LOG_KEY).encode()
    forged = other + good.splitlines(keepends=True)[-1]
    with pytest.raises(Contradiction):
        Policy.parse((LINES + "quorum none").encode()).check(forged)


def test_a_head_by_a_log_that_is_not_listed_proves_nothing():
    with pytest.raises(Missing, match="No log key"):
        Policy.parse(b"quorum none\n").check(head())


BAD = {
    "no quorum": LOG,
    "two quorums": LOG + "quorum none\nquorum none\n",
    "unknown quorum": LOG + "quorum x\n",
    "quorum before its witness": LOG + "quorum a\n" + LINES.removeprefix(LOG),
    "the same log twice": LOG + LOG + "quorum none\n",
    "a name twice": LINES + f"witness a {key('z', 4).verifier}\nquorum none\n",
    "the name none": LOG + f"witness none {key('z', 4).verifier}\nquorum none\n",
    "the same witness twice": LINES + f"witness z {WITNESSES['a'].verifier}\nquorum none\n",
    "a log's key as witness": LOG + f"witness a {LOG_KEY.verifier}\nquorum a\n",
    "too many needed": LINES + "group g 3 a b\nquorum g\n",
    "none needed": LINES + "group g 0 a b\nquorum g\n",
    "an empty group": LINES + "group g all\nquorum g\n",
    "a member in two groups": LINES + "group g any a\ngroup h any a\nquorum g\n",
    "a strange word": LOG + "logs\nquorum none\n",
    "a control character": LOG + "\rquorum none\n",
    "a broken key": "log x+y\nquorum none\n",
    "none as a member": LOG + "group g any none\nquorum g\n",
    "a sloppy number": LINES + "group g 01 a b\nquorum g\n",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_a_policy_that_is_not_well_formed_is_refused(text):
    with pytest.raises(Malformed):
        Policy.parse(text.encode())


def test_comments_blanks_and_octets_above_ascii_are_allowed():
    text = b"# \xff\n\n \t" + LOG.encode() + b"witness \xfe " + str(key("z", 4).verifier).encode() + b"\nquorum \xfe\n"
    assert Policy.parse(text).quorum
