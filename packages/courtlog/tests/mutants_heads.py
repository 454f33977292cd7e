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


def strange_proof(rng, forge, proof):
    top, head = proof.split(b"\n\n", 1)
    lines = top.split(b"\n")
    at = next(n for n, one in enumerate(lines) if one.startswith(b"index "))
    what = rng.randrange(9)
    if what == 0:
        lines[at] = b"index %d" % rng.choice(
            (0, forge.size, forge.size - 1, forge.index + forge.size, 2**63 - 1, 2**63, 2**64)
        )
    elif what == 1:
        lines[at] = rng.choice(
            (
                b"index 03",
                b"index +3",
                b"index 3 ",
                b"index  3",
                b"index -1",
                b"index",
                b"index \xef\xbc\x93",
                b"index 3_0",
                b"Index 3",
                b"index\t3",
            )
        )
    elif what == 2:
        lines += [b64(bytes(32)).encode()] * rng.choice((1, 59, 60, 61, 62, 63, 64, 65, 100))
    elif what == 3:
        lines += [
            rng.choice(
                (
                    b"",
                    b"AA==",
                    b64(bytes(31)).encode(),
                    b64(bytes(33)).encode(),
                    b64(bytes(32)).encode()[:-1],
                    b64(bytes(32)).encode().replace(b"A=", b"B="),
                    b" " + b64(bytes(32)).encode(),
                )
            )
        ]
    elif what == 4:
        head = head.replace(b"\n%d\n" % forge.size, b"\n0%d\n" % forge.size)
    elif what == 5:
        lines[0] = rng.choice((b"c2sp.org/tlog-proof@v2", b"c2sp.org/tlog-proof@v1 ", b"", b"c2sp.org/tlog-proof@v1\r"))
    elif what == 6:
        head = resigned(rng, forge, head)
    elif what == 7:
        head += rng.choice(
            (
                b"\n",
                b" ",
                b"x",
                b"\xe2\x80\x94 x YWJjZGVm\n",
                b"\xe2\x80\x94 x YWJj\n",
                b"\xe2\x80\x94 x YWJjZA==\n",
                b"\xe2\x80\x94  YWJjZGVm\n",
                b"-- x YWJjZGVm\n",
                b"\xe2\x80\x94 x+y YWJjZGVm\n",
                "\u2014 a\u3000b YWJjZGVm\n".encode(),
                "\u2014 a\u200bb YWJjZGVm\n".encode(),
                "\u2014 \u7532 YWJjZGVm\n".encode(),
                b"\n\xe2\x80\x94 x YWJjZGVm\n",
                "\u2014 a\u180eb YWJjZGVm\n".encode(),
                "\u2014 a\x1fb YWJjZGVm\n".encode(),
                "\u2014 a\ufeffb YWJjZGVm\n".encode(),
                "\u2014 a\x85b YWJjZGVm\n".encode(),
            )
        )
        head += (
            b""
            if rng.random() < 0.7
            else b"\xe2\x80\x94 x YWJjZGVm\n" * rng.choice((14, 60, 95, 96, 97, 98, 99, 100, 101))
        )
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


def policies(rng):  # noqa: C901  # a list of ways
    """Policies of every kind, right and wrong, over one head that some witnesses cosigned."""
    forge = Forge(rng)
    forge.cosigners = [(key, START + rng.randrange(1000)) for key in (OWN, *WITNESSES) if rng.random() < 0.6]
    names = rng.sample(
        ("a", "b", "none", "any", "all", "1", "quorum", "g", "甲", "A", "own", "#x", "a+b", "K", "\u212a", "w\u200b"), 8
    )
    lines = [f"log {LOG.vkey}" + rng.choice(("", "", "", " https://x.example", " x y", "\t"))]
    known = []
    for key in (OWN, *WITNESSES):
        name = rng.choice(names)
        lines.append(f"witness {name} {key.vkey}{rng.choice(['', '', '', ' https://x', '  '])}")
        known.append(name)
    free = list(known)
    for n in range(rng.randrange(5)):
        name = rng.choice([*names, f"g{n}"])
        some = [free.pop(rng.randrange(len(free))) for _ in range(min(len(free), rng.randrange(1, 4)))]
        if rng.random() < 0.15:
            some += rng.choice(([], ["nobody"], ["none"], known[:1], [name]))
        k = rng.choice(
            ("any", "all", "1", "2", "0", "01", "-1", "3", "9999999999999999999999", "\uff11", "Any", "1.0", "+1")
        )
        if rng.random() < 0.7:
            k = rng.choice(("any", "all", str(rng.randrange(1, max(2, len(some) + 1)))))
        lines.append(f"group {name} {k} {' '.join(some)}")
        known.append(name)
        free.append(name)
    lines.append(f"quorum {rng.choice([*known, known[-1], known[-1], 'none', 'nobody'])}")
    what = rng.randrange(14)
    if what == 0:
        rng.shuffle(lines)
    elif what == 1:
        lines.append(
            rng.choice(
                (
                    f"quorum {known[-1]}",
                    "quorum",
                    "quorum none x",
                    "policy x",
                    "LOG x",
                    f"log {LOG.vkey}",
                    f"witness zz {OWN.vkey}",
                    f"witness zz {Key('other', 4, OWN.name).vkey}",
                    f"log {Key('other', 1, ORIGIN).vkey}",
                    f"log {Key('b.example', 4).vkey}",
                    f"witness zz {Key('b.example', 1).vkey}",
                    f"witness zz {QUANTUM[0].vkey}",
                    f"witness zz {LOG.vkey}",
                    f"witness late {Key('late', 4).vkey}",
                    f"group late 1 {known[0]}",
                    f"log {Key(ORIGIN, 1, 'second').vkey}",
                    f"witness zz {Key('x', 4, ORIGIN).vkey}",
                )
            )
        )
    elif what == 2:
        lines = [one for one in lines if not one.startswith(rng.choice(("quorum", "log", "witness")))]
    elif what == 3:
        lines.insert(
            rng.randrange(len(lines)),
            rng.choice(
                (
                    "",
                    "   ",
                    "\t",
                    "# 注",
                    "  # x",
                    "#",
                    "\x0c",
                    "\x0b",
                    "\r",
                    "\x7f",
                    "\0",
                    "\xa0",
                    "\u2028",
                    "\u3000",
                    "\x85",
                )
            ),
        )
    elif what == 4:
        lines = [one.replace(" ", rng.choice((" ", "  ", "\t", " \t ", "\xa0", "\u3000", "\x0b"))) for one in lines]
    elif what == 5:
        lines = [rng.choice((" ", "\t", "\ufeff", "")) + one + rng.choice((" ", "\t", "")) for one in lines]
    end = rng.choice(("\n", "\n", "\n", "\n", "", "\r\n", "\n\n"))
    text = ("\r\n" if what == 6 else "\n").join(lines) + end
    data = text.encode()
    if what == 7:
        data += rng.choice(
            (
                b"# \xff\xfe\n",
                b"#\x80",
                b"\xff\n",
                b"witness \xff " + QUANTUM[1].vkey.encode() + b"\n",
                b"\xc2\xa0\n",
                b"# " + b"x" * 300_000,
            )
        )
    parts = forge.members() | {"policy.tlog-policy": data}
    return pack(parts.items())


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
