"""Strange heads, proofs, clocks and policies, signed by those who ought to."""

from judge_notes import sha256
from ledger_forge import LOG, ORIGIN, OWN, QUANTUM, START, WITNESSES, Forge, Key, b64, pack
from mutants_bytes import BYTES


def heads(rng):
    """Trees of every size and entry, heads with strange lines, clocks that are wrong, times of zero."""
    size = rng.choice((1, 1, 2, 3, 4, 5, 7, 8, 9, 64, 65))
    forge = Forge(rng, size=size, index=rng.randrange(size))
    times = (0, 1, START - 10**9, START, START + 60, 2**31, 2**32, 2**53, 2**63 - 1, 2**63, 2**64 - 1)
    forge.cosigners = [(OWN, rng.choice(times))]
    for key in (*WITNESSES, *QUANTUM[: rng.randrange(3)]):
        if rng.random() < 0.4:
            forge.cosigners.append((key, rng.choice(times)))
    names = [f"w{n}" for n in range(len(WITNESSES))] + [f"q{n}" for n in range(len(QUANTUM))]
    lines = [f"witness own {OWN.vkey}"]
    lines += [f"witness {name} {key.vkey}" for name, key in zip(names, (*WITNESSES, *QUANTUM), strict=True)]
    some = rng.sample([*names, "own"], rng.randrange(1, 6))
    threshold = rng.choice(("any", "all", str(rng.randrange(1, len(some) + 1))))
    lines += [f"group g {threshold} {' '.join(some)}", f"quorum {rng.choice(['g', 'g', 'g', 'own', 'none', 'q0'])}"]
    forge.policy = f"log {LOG.vkey}\n" + "\n".join(lines) + "\n"
    if rng.random() < 0.2:
        forge.extensions = rng.choice(
            ("x\n", "扩展 1\n", "\u2028\n", "a b+c\n", "\u2014 x YWJj\n", " \n", "a\nb\n", "\x7f\n", "\x85\n")
        )
    if rng.random() < 0.2:
        forge.extra = rng.choice(
            (
                "extra YQ==\n",
                "extra \n",
                "extra YQ\n",
                "extra YR==\n",
                "extra\n",
                "extra YQ==\nextra YQ==\n",
                "extra a b\n",
                "Extra YQ==\n",
            )
        )
    forge.receipt = rng.random() < 0.5
    forge.before = rng.random() < 0.5
    parts = forge.members()
    if rng.random() < 0.3:
        parts["proof.tlog-proof"] = strange_proof(rng, forge, parts["proof.tlog-proof"])
    return pack(parts.items())


DIGITS = [chr(0xFF10 + number) for number in range(10)]  # full-width, which are digits to some readers
INDEXES = ["index", "Index 3", "index\t3", f"index {DIGITS[3]}", *(f"index {one}" for one in ["03", "+3", "-1", "3_0"])]
INDEXES += ["index 3 ", "index  3"]
HASH = b64(bytes(32))
HASHES = ("", "AA==", b64(bytes(31)), b64(bytes(33)), HASH[:-1], HASH.replace("A=", "B="), f" {HASH}")
SPACES = ("\u3000", "\u200b", "\u180e", "\ufeff", "\x1f", "\x85", "\xa0", "\u2028")
ENDS = [
    *("\n", " ", "x", "\n\u2014 x YWJjZGVm\n", "-- x YWJjZGVm\n"),
    *(f"\u2014 {name} YWJjZGVm\n" for name in ("x", "", "x+y", "\u7532", *(f"a{space}b" for space in SPACES))),
    *(f"\u2014 x {data}\n" for data in ("YWJj", "YWJjZA==", "YWJjZA", "", "YWJjZGVm ")),
    *("\u2014 x YWJjZGVm\n" * many for many in (14, 60, 95, 96, 97, 98, 99, 100, 101)),
]


def strange_proof(rng, forge, proof):
    top, head = proof.split(b"\n\n", 1)
    lines = top.split(b"\n")
    at = next(n for n, one in enumerate(lines) if one.startswith(b"index "))
    what = rng.randrange(9)
    if what == 0:
        size = forge.size
        lines[at] = b"index %d" % rng.choice((0, size, size - 1, forge.index + size, 2**63 - 1, 2**63, 2**64))
    elif what == 1:
        lines[at] = rng.choice(INDEXES).encode()
    elif what == 2:
        lines += [HASH.encode()] * rng.choice((1, 59, 60, 61, 62, 63, 64, 65, 100))
    elif what == 3:
        lines.append(rng.choice(HASHES).encode())
    elif what == 4:
        head = head.replace(b"\n%d\n" % forge.size, b"\n0%d\n" % forge.size)
    elif what == 5:
        lines[0] = rng.choice((b"c2sp.org/tlog-proof@v2", b"c2sp.org/tlog-proof@v1 ", b"", b"c2sp.org/tlog-proof@v1\r"))
    elif what == 6:
        head = resigned(rng, forge, head)
    elif what == 7:
        head += rng.choice(ENDS).encode()
    else:
        return b"\n".join(lines) + rng.choice((b"", b"\n", b"\n\n", b"\n\n\n")) + head
    return b"\n".join(lines) + b"\n\n" + head


def resigned(rng, forge, head):
    """Another head, rightly signed: of size 0, of another log, with two signatures of which one is wrong."""
    text = head.decode().rpartition("\n\n")[0] + "\n"
    lines = text.split("\n")
    what = rng.randrange(9)
    if what == 0:
        text = f"{ORIGIN}\n0\n{b64(sha256(b''))}\n"
    elif what == 1:
        text = text.replace(ORIGIN, rng.choice(("court.example/log2", "court.example/log/2026", "x")))
    elif what == 2:
        return head + LOG.line(bytes(64)).encode()
    elif what == 3:
        return (text + "\n" + LOG.line(bytes(64)) + head.decode().rpartition("\n\n")[2]).encode()
    elif what == 4:
        return head + OWN.line(bytes(72)).encode()
    elif what == 5:
        return head + OWN.sign(text, START + 10**6).encode()
    elif what == 6:
        return (text + "\n" + "".join(key.sign(text, time) for key, time in forge.cosigners)).encode()
    elif what == 7:
        lines[2] = rng.choice(
            (b64(bytes(31)), b64(bytes(33)), "", lines[2][:-1], lines[2] + "=", lines[2].replace("=", ""))
        )
        text = "\n".join(lines)
    else:
        lines[1] = rng.choice(
            ("00", "-1", "+5", "5 ", " 5", "0x5", "\uff15", "5.0", str(2**63), str(2**64), "9" * 30, "")
        )
        text = "\n".join(lines)
    cosigners = [(key, time) for key, time in forge.cosigners if key.kind == 4]
    return (text + "\n" + LOG.sign(text) + "".join(key.sign(text, time) for key, time in cosigners)).encode()


NAMES = (
    "a",
    "b",
    "none",
    "any",
    "all",
    "1",
    "quorum",
    "g",
    "\u7532",
    "A",
    "own",
    "#x",
    "a+b",
    "K",
    "\u212a",
    "w\u200b",
)
NUMBERS = ("any", "all", "1", "2", "0", "01", "-1", "3", "9" * 22, DIGITS[1], "Any", "1.0", "+1")
MORE = (
    *("quorum", "quorum none", "quorum none x", "policy x", "LOG x", f"log {LOG.vkey}", f"witness zz {OWN.vkey}"),
    *(f"witness zz {key.vkey}" for key in (Key("other", 4, OWN.name), Key("b.example"), QUANTUM[0], LOG)),
    *(f"log {key.vkey}" for key in (Key("other", 1, ORIGIN), Key("b.example", 4), Key(ORIGIN, 1, "second"))),
    *(f"witness late {Key('late', 4).vkey}", f"witness zz {Key('x', 4, ORIGIN).vkey}"),
)
INSERTED = ("", "   ", "\t", "# \u6ce8", "  # x", "#", *"\x0c\x0b\r\x7f\0\xa0\u2028\u3000\x85")
OCTETS = (b"# \xff\xfe\n", b"#\x80", b"\xff\n", b"\xc2\xa0\n", b"# " + b"x" * 300_000)


def policies(rng):
    """Policies of every kind, right and wrong, over one head that some witnesses cosigned."""
    forge = Forge(rng)
    forge.cosigners = [(key, START + rng.randrange(1000)) for key in (OWN, *WITNESSES) if rng.random() < 0.6]
    lines = [f"log {LOG.vkey}" + rng.choice(("", "", "", " https://x.example", " x y", "\t"))]
    return pack((forge.members() | {"policy.tlog-policy": spoiled(rng, lines + quorums(rng))}).items())


def quorums(rng):
    """Witnesses, groups of them and the quorum, mostly right."""
    lines, known, names = [], [], rng.sample(NAMES, 8)
    for key in (OWN, *WITNESSES):
        known.append(rng.choice(names))
        lines.append(f"witness {known[-1]} {key.vkey}{rng.choice(['', '', '', ' https://x', '  '])}")
    free = list(known)
    for number in range(rng.randrange(5)):
        name = rng.choice([*names, f"g{number}"])
        some = [free.pop(rng.randrange(len(free))) for _ in range(min(len(free), rng.randrange(1, 4)))]
        if rng.random() < 0.15:
            some += rng.choice(([], ["nobody"], ["none"], known[:1], [name]))
        right = ("any", "all", str(rng.randrange(1, max(2, len(some) + 1))))
        lines.append(f"group {name} {rng.choice(right if rng.random() < 0.7 else NUMBERS)} {' '.join(some)}")
        known.append(name)
        free.append(name)
    return [*lines, f"quorum {rng.choice([*known, known[-1], known[-1], 'none', 'nobody'])}"]


def spoiled(rng, lines):
    """The policy as bytes, with one thing wrong or strange in half of the cases."""
    what = rng.randrange(14)
    if what == 0:
        rng.shuffle(lines)
    elif what == 1:
        lines.append(rng.choice(MORE))
    elif what == 2:
        lines = [one for one in lines if not one.startswith(rng.choice(("quorum", "log", "witness")))]
    elif what == 3:
        lines.insert(rng.randrange(len(lines)), rng.choice(INSERTED))
    elif what == 4:
        lines = [one.replace(" ", rng.choice((" ", "  ", "\t", " \t ", "\xa0", "\u3000", "\x0b"))) for one in lines]
    elif what == 5:
        around = ("", " ", "\t", "\ufeff", "\xa0", "\u2028", "\x85")
        lines = [rng.choice(around[:4]) + one + rng.choice(around) for one in lines]
    end = rng.choice(("\n", "\n", "\n", "\n", "", "\r\n", "\n\n"))
    data = (("\r\n" if what == 6 else "\n").join(lines) + end).encode()
    return data + rng.choice(OCTETS) if what == 7 else data


def deep_policy(rng):
    """Groups in groups, hundreds deep or thousands wide."""
    forge = Forge(rng)
    depth = rng.choice((10, 32, 33, 100, 900, 1500, 3000))
    lines = [f"log {LOG.vkey}", f"witness own {OWN.vkey}", "group g0 1 own"]
    lines += [f"group g{n + 1} 1 g{n}" for n in range(depth)]
    forge.policy = "\n".join(lines) + f"\nquorum g{depth}\n"
    return forge.bundle()


def olders(rng):
    """Older heads of every kind: too new, of another log, unsigned, without their quorum, unreadable."""
    forge = Forge(rng, size=rng.choice((5, 9)))
    parts = forge.members()
    other = Forge(rng, size=rng.choice((4, 5, 6)), index=rng.randrange(4)).members()
    head = parts["proof.tlog-proof"].split(b"\n\n", 1)[1]
    text = "court.example/log\n2\n" + b64(bytes(32)) + "\n"
    older = rng.choice(
        (
            b"",
            b"x",
            head,
            other["before.checkpoint"],
            other["proof.tlog-proof"].split(b"\n\n", 1)[1],
            (text + "\n" + LOG.sign(text)).encode(),
            (text + "\n" + OWN.sign(text, 7)).encode(),
            (text + "\n" + LOG.line(bytes(64))).encode(),
            (text + "\n" + LOG.sign(text) + OWN.sign(text, 2**62)).encode(),
            (text + "\n" + LOG.sign(text) + OWN.line(bytes(72))).encode(),
            parts["before.checkpoint"],
            bytes(2000),
            text.encode(),
            forge.note(f"{ORIGIN}\n0\n{b64(sha256(b''))}\n"),
            forge.note(f"{ORIGIN}\n0\n{b64(bytes(32))}\n"),
            forge.note(f"{ORIGIN}\n{forge.size}\n{b64(bytes(32))}\n"),
        )
    )
    if rng.random() < 0.3:
        older = rng.choice(BYTES)(rng, parts["before.checkpoint"])
    return pack((parts | {"before.checkpoint": older}).items())
