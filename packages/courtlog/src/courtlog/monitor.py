"""A monitor: compares what logs, witnesses and mirrors say about each log, round after round, and keeps the evidence.

It trusts nobody and signs nothing. What it has once seen it remembers in `directory`, so that a log which goes back on
its word meets a witness that was never asked to be one.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from courtlog.conflict import Evidence, seal_of
from courtlog.disk import Disk
from courtlog.errors import Contradiction, CourtlogError, Malformed, Missing
from courtlog.issue import content_of
from courtlog.keychange import HEADER, KeyChange
from courtlog.mirror import Forked, compare
from courtlog.note import MAX_NOTE, Note, VerifierKey
from courtlog.policy import Policy
from courtlog.reader import RemoteTree, SignedHead, check_signed, read_head
from courtlog.statement import Kind
from courtlog.web import DirectorySource, Source, source_of
from courtlog.witness import origin_digest

Fields = dict[str, Any]
"""What is told to programs, as JSON."""
STALE = 7_200
"""Seconds after which a log that shows no newer quorum head is reported; courts sign at least one each hour."""
PATIENCE = 600
"""Seconds for which a witness may know more than the log shows: a quorum may take its time, a censor takes longer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where heads of a log are read; `tiles` tells whether the entries can be read there too."""

    name: str
    source: Source
    prefix: str
    tiles: bool


@dataclass(slots=True)
class Watched:
    """One log in one round: the heads found, by place, and what is to be said about it.

    `anchored` tells for other logs' origins the newest of their heads that stands in this log, and in which entry;
    `changes` by index which of its entries changed a key or its policy.
    """

    key: VerifierKey
    places: list[Place]
    heads: dict[str, SignedHead] = field(default_factory=dict)
    alarms: list[Fields] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    anchored: Fields = field(default_factory=dict)
    changes: Fields = field(default_factory=dict)
    anchors: dict[str, Path] = field(default_factory=dict)
    tree: RemoteTree | None = None

    def alarm(self, kind: str, text: str, **more: object) -> None:
        """Raise an alarm."""
        self.alarms.append({"kind": kind, "text": text, **more})

    @property
    def largest(self) -> tuple[str, SignedHead] | None:
        """The largest head that was found, and where."""
        return max(self.heads.items(), key=lambda pair: pair[1].checkpoint.size, default=None)


class Monitor:
    """Watches the logs of a policy. `mirrors` gives by name the prefix below which `<origin digest>/` holds copies."""

    def __init__(self, directory: Path, policy: Policy, mirrors: Mapping[str, str], clock: Callable[[], int]) -> None:
        """Remember and keep evidence in `directory`."""
        self._directory, self._policy, self._clock = directory, policy, clock
        self._mirrors = [(name, source_of(place)) for name, place in mirrors.items()]
        self._witnesses = {name: source_of(policy.urls[key]) for name, key in policy.witnesses.items()
                           if key in policy.urls}  # fmt: skip
        self._logs = {key: source_of(policy.urls[key]) for key in policy.logs if key in policy.urls}
        self._keys = [*policy.logs, *policy.witnesses.values()]
        self._disk = Disk(directory)
        self._disk.prepare()

    def watch(self) -> Fields:
        """Make one round; gives its report, which also stands in `status.json`. Unreachable places are reported.

        1. Read every head. 2. Read new entries of each log for heads of others. 3. Compare. 4. Judge freshness.
        """
        now = self._clock()
        watched = [self._read(key) for key in self._policy.logs]
        before = {one["origin"]: one for one in self._last_report().get("logs", [])}
        for one in watched:
            one.anchored, one.changes = (before.get(one.key.name, {}).get(part, {}) for part in ("anchored", "changes"))
            self._open_tree(one)
            self._scan(one)
        for one in watched:
            self._read_anchors(one)
            self._compare(one)
        report = {"format": 1, "at": now, "logs": [self._report(one, now) for one in watched]}
        self._disk.write({self._directory / "status.json": json.dumps(report, indent=1, ensure_ascii=False).encode()})
        return report

    def _last_report(self) -> Fields:
        try:
            return dict(json.loads((self._directory / "status.json").read_text()))
        except (FileNotFoundError, ValueError):  # a report says nothing that the next one needs to be right
            return {}

    def _read(self, key: VerifierKey) -> Watched:
        digest = origin_digest(key.name)
        places = [Place("log", self._logs[key], "", tiles=True)] if key in self._logs else []
        places += [Place(f"mirror {name}", source, f"{digest}/", tiles=True) for name, source in self._mirrors]
        places += [Place(f"witness {name}", one, f"{digest}/", tiles=False) for name, one in self._witnesses.items()]
        one = Watched(key, places)
        for place in reversed(places):  # the log last: whoever copies it can then not be ahead of it by chance
            try:
                one.heads[place.name] = read_head(place.source, [key], f"{place.prefix}checkpoint")
            except Contradiction as error:
                one.alarm("signature", f"{place.name}: {error}")
            except CourtlogError as error:
                if not (isinstance(error, Missing) and place.name.startswith("mirror ")):  # it need not hold every log
                    one.notices.append(f"{place.name}: {error}")
        if (kept := DirectorySource(self._directory / digest).read("largest", MAX_NOTE)) is not None:
            one.heads["memory"] = check_signed(kept, [key])
        return one

    def _open_tree(self, one: Watched) -> None:
        """Read the tree under the largest head from the first place that can show it, and remember that head."""
        if not (largest := one.largest):
            return
        name, head = largest
        trouble = ""
        for place in one.places:
            try:
                if place.tiles:
                    one.tree = RemoteTree(head.checkpoint, place.source, place.prefix)
                    break
            except CourtlogError as error:
                trouble += f" {place.name}: {error}"
        if one.tree is None:
            one.alarm("tiles", f"Nobody shows the entries under the head of {name}.{trouble}")
        self._disk.write({self._directory / origin_digest(one.key.name) / "largest": head.note})

    def _scan(self, one: Watched) -> None:
        """Read the entries that are new since the last round: keep heads of other logs, tell changes of keys."""
        if one.tree is None:
            return
        folder = self._directory / origin_digest(one.key.name)
        state = DirectorySource(folder).read("scanned", 20) or b"0" if self._last_report() else b"0"
        start = min(int(state), one.tree.size) if state.isdigit() else 0
        try:
            for index, entry in one.tree.entries(start, one.tree.size):
                self._note_entry(one, index, entry)
        except CourtlogError as error:
            one.alarm("entries", f"The entries of {one.key.name} cannot be read: {error}")
            return
        self._disk.write({folder / "scanned": str(one.tree.size).encode()})

    def _note_entry(self, one: Watched, index: int, entry: bytes) -> None:
        try:
            if (found := content_of(entry)) is None:
                return
            signed, content = found
            if signed.statement.kind is Kind.FOREIGN_CHECKPOINT:
                head = check_signed(content, self._policy.logs).checkpoint
                one.anchored[head.origin] = {"size": head.size, "entry": index, "stated": signed.statement.at}
                name = f"{origin_digest(one.key.name)}.{index}"
                self._disk.write({self._directory / origin_digest(head.origin) / "anchors" / name: content})
            elif content.startswith(HEADER.encode()):
                change = KeyChange.open(content, [one.key])
                self._disk.write({self._directory / "keys" / change.old.id.hex(): content})
                keys = {"old": str(change.old), "new": change.new and str(change.new), "since": change.since}
                one.changes[str(index)] = {"stated": signed.statement.at, **keys}
                one.notices.append(f"Entry {index}: the key {change.old} {change.effect}.")
            elif signed.statement.subject == "policy":
                one.changes[str(index)] = {"stated": signed.statement.at, "policy": sha256(content).hexdigest()}
        except Missing as error:
            one.notices.append(f"Entry {index}: {error}")
        except (Malformed, Contradiction) as error:
            one.alarm("entry", f"Entry {index} of {one.key.name} is not what it claims to be: {error}")

    def _read_anchors(self, one: Watched) -> None:
        """Add the heads of this log that other logs have entered: each is as binding as any other."""
        for path in sorted((self._directory / origin_digest(one.key.name) / "anchors").glob("*")):
            digest, _, index = path.name.partition(".")
            names = [key.name for key in self._policy.logs if origin_digest(key.name) == digest]
            place = f"entry {index} of {(names or [digest])[0]}"
            one.heads[place], one.anchors[place] = check_signed(path.read_bytes(), [one.key]), path

    def _compare(self, one: Watched) -> None:
        if not (largest := one.largest):
            return
        if largest[1].checkpoint.size != (one.tree.size if one.tree else -1):
            self._open_tree(one)  # an anchor shows a larger head than any place did
        for (name, head), (other, against) in self._pairs(one, largest):
            larger = max(head.checkpoint.size, against.checkpoint.size)
            tree = one.tree if one.tree and one.tree.size == larger else None
            try:
                compare(head, against, tree, self._keys, (name, other))
                if tree and name in one.anchors:  # it is a beginning of the largest head, which is remembered
                    one.anchors[name].unlink(missing_ok=True)
            except Forked as fork:
                one.alarm("conflict", str(fork), evidence=str(keep_evidence(fork.evidence, self._disk)))
            except CourtlogError as error:
                one.alarm("tiles", f"{name} and {other} cannot be compared: {error}")

    def _pairs(self, one: Watched, largest: tuple[str, SignedHead]) -> Iterator[tuple[tuple[str, SignedHead], ...]]:
        """Give each head with the largest, whose tree shows prefixes, and with each other of the same size."""
        seen: dict[tuple[int, bytes], tuple[str, SignedHead]] = {}
        for name, head in one.heads.items():
            if name != largest[0]:
                yield (name, head), largest
            for other in seen.values():
                if other[1].checkpoint.size == head.checkpoint.size != largest[1].checkpoint.size:
                    yield other, (name, head)
            seen.setdefault((head.checkpoint.size, head.checkpoint.root), (name, head))

    def _report(self, one: Watched, now: int) -> Fields:
        """Say how the log stands: what it shows, how old that is, who lags behind it by how many entries."""
        shown = one.heads.get("log")
        fields: Fields = {"origin": one.key.name, **dict.fromkeys(("size", "root", "since", "age")), "witnesses": {}}
        if shown:
            self._judge(one, shown, now, fields)
        fields["places"] = {name: {"size": head.checkpoint.size, "at": self._cosigned_at(head),
                                   "behind": shown and shown.checkpoint.size - head.checkpoint.size}
                            for name, head in one.heads.items() if name != "log"}  # fmt: skip
        return fields | {"anchored": one.anchored, "changes": one.changes, "alarms": one.alarms, "notices": one.notices}

    def _judge(self, one: Watched, shown: SignedHead, now: int, fields: Fields) -> None:
        fields |= {"size": shown.checkpoint.size, "root": shown.checkpoint.root.hex()}
        try:
            head = self._policy.check(shown.note)
        except CourtlogError as error:
            one.alarm("quorum", f"The published head does not satisfy the policy: {error}")
            return
        since = head.since.time if head.since else None
        fields |= {"since": since, "age": None if since is None else now - since,
                   "witnesses": {seal.name: seal.time for seal in head.cosignatures}}  # fmt: skip
        self._check_revoked(one, Note.parse(shown.note), since)
        if since is not None and now - since > STALE:
            one.alarm("stale", f"The newest head that a quorum cosigned is {now - since} seconds old.")
        for name, other in one.heads.items():
            # Another log may have entered a head after this one's was read, and a witness cosigns before it is shown.
            counts = now - self._cosigned_at(other) > PATIENCE or not name.startswith(("witness ", "entry "))
            if counts and other.checkpoint.size > shown.checkpoint.size:
                text = f"{name} knows {other.checkpoint.size} entries, the log shows {shown.checkpoint.size}"
                heads = Evidence.of(shown.note, other.note, self._keys, places=("the log", name))
                kept = keep_evidence(heads, self._disk)
                one.alarm("rollback", f"{text}: entries were taken back, or are withheld.", evidence=str(kept))

    def _cosigned_at(self, head: SignedHead) -> int:
        seals = (seal_of(Note.parse(head.note), key) for key in self._policy.witnesses.values())
        return max((seal.time for seal in seals if seal), default=0)

    def _check_revoked(self, one: Watched, note: Note, since: int | None) -> None:
        """Raise an alarm when the published head bears a signature later than the end of its key."""
        for path in sorted((self._directory / "keys").glob("*")):
            change = KeyChange.open(path.read_bytes(), self._policy.logs)
            seal = seal_of(note, change.old)
            used = seal.time if seal else since if change.old == one.key else None
            if used is not None and used >= change.since:
                one.alarm("revoked", f"{change.old.name} signed at second {used} with a key that was no longer valid.")


def keep_evidence(evidence: Evidence, disk: Disk) -> Path:
    """Write evidence durably below `evidence/`, once however often it is found; gives the file."""
    data = evidence.encode()
    path = disk.root / "evidence" / f"{sha256(data).hexdigest()[:16]}.conflict.json"
    disk.write({path: data})
    return path
