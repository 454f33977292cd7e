"""C2SP tlog-policy: which logs are trusted, which witnesses are known, and how many of them a head needs."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from courtlog.checkpoint import Checkpoint, parse_decimal
from courtlog.cosignature import Cosignature, verify_cosignature
from courtlog.errors import Malformed, Missing
from courtlog.note import COSIGNATURE, ED25519, ML_DSA_44, Note, VerifierKey

MAX_POLICY = 262_144
"""Longest policy in bytes."""
MAX_LINES = 1_024
"""Most logs, witnesses and groups together."""
_FORBIDDEN = {*range(0x20), 0x7F} - {*b"\t\n"}


@dataclass(frozen=True, slots=True)
class TrustedHead:
    """A head that a policy accepts; `since` is when its quorum was complete, None when no known witness signed.

    `unchecked` says of which known witnesses' lines nothing is known here, and why; none of them counts.
    """

    checkpoint: Checkpoint
    log: VerifierKey
    cosignatures: tuple[Cosignature, ...]
    since: Cosignature | None
    unchecked: tuple[str, ...] = ()


@dataclass(slots=True)
class Policy:
    """A parsed policy. `groups` maps a name to (how many are needed, members); `quorum` is a name or "none".

    `urls` gives the addresses that stand in it, by key: where to read a log, where to submit heads to a witness.
    """

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str = ""
    urls: dict[VerifierKey, str] = field(default_factory=dict)
    _members: set[str] = field(default_factory=set)

    @classmethod
    def parse(cls, data: bytes) -> "Policy":
        """Read a policy file; raises `Malformed` with the number of the offending line."""
        if len(data) > MAX_POLICY or _FORBIDDEN.intersection(data):
            raise Malformed("The policy is too long or holds control characters.")
        policy = cls()
        # Octets above 0x7F are opaque by the specification: surrogateescape keeps each of them distinct.
        for number, line in enumerate(data.decode(errors="surrogateescape").split("\n"), 1):
            words = line.replace("\t", " ").split(" ")
            words = [word for word in words if word]
            if not words or words[0].startswith("#"):
                continue
            try:
                policy._add(words)
            except Malformed as error:
                raise Malformed(f"Line {number} of the policy: {error}") from error
        if not policy.quorum:
            raise Malformed("The policy has no quorum line.")
        return policy

    def _add(self, words: list[str]) -> None:
        if len(self.logs) + len(self.witnesses) + len(self.groups) >= MAX_LINES:
            raise Malformed(f"there are more than {MAX_LINES} definitions.")
        match words:
            case ["log", vkey, *url] if len(url) <= 1:
                self.logs.append(_key(vkey, {ED25519}, self.logs))
                self.urls.update((self.logs[-1], one) for one in url)
            case ["witness", name, vkey, *url] if len(url) <= 1:
                self._define(name)
                self.witnesses[name] = _key(vkey, {COSIGNATURE, ML_DSA_44}, self.witnesses.values())
                self.urls.update((self.witnesses[name], one) for one in url)
            case ["group", name, need, first, *more]:
                self._define(name)
                self.groups[name] = self._group(need, [first, *more])
            case ["quorum", name] if not self.quorum and (name == "none" or self._known(name)):
                self.quorum = name
            case _:
                raise Malformed("it is neither a log, a witness, a group nor the one quorum of names defined above.")

    def _known(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _define(self, name: str) -> None:
        if name == "none" or self._known(name):
            raise Malformed(f"the name {name} is taken.")

    def _group(self, need: str, members: list[str]) -> tuple[int, list[str]]:
        for member in members:
            if not self._known(member) or member in self._members:
                raise Malformed(f"the member {member} is not defined above, or already belongs to a group.")
            self._members.add(member)
        fixed = {"any": 1, "all": len(members)}
        count = fixed[need] if need in fixed else parse_decimal(need, "the number of members needed")
        if not 1 <= count <= len(members):
            raise Malformed("the number of members needed lies outside the group.")
        return count, members

    def satisfied(self, names: AbstractSet[str]) -> bool:
        """Tell whether cosignatures by the witnesses with these policy names make the quorum."""
        held = {"none", *names}
        for name, (count, members) in self.groups.items():  # members stand before their group: one pass, however deep
            held |= {name} if sum(member in held for member in members) >= count else set()
        return self.quorum in held

    def check(self, data: bytes) -> TrustedHead:
        """Check a signed head against this policy.

        1. A listed log whose name is the head's origin has signed. 2. Every known witness's line is right, or is not
        counted because it cannot be checked here.
        3. The quorum is reached; `since` is the moment when the last cosignature it needs was given.
        Raises `Malformed`, `Contradiction` (a wrong signature by a known key) or `Missing` (log unknown, no quorum).
        """
        note = Note.parse(data)
        checkpoint = Checkpoint.parse(note.text)
        signers = note.signed_by(key for key in self.logs if key.name == checkpoint.origin)
        if not signers:
            raise Missing(f"No log key that the policy trusts has signed the head of {checkpoint.origin}.")
        found: list[tuple[Cosignature, str]] = []
        unchecked = []
        for name, key in self.witnesses.items():
            try:
                if one := verify_cosignature(note, key):
                    found.append((one, name))
            except Missing as error:
                unchecked.append(str(error))
        found.sort()
        names: set[str] = set()
        since = None
        for cosignature, name in found:
            names.add(name)
            if since is None and self.satisfied(names):
                since = cosignature
        if not self.satisfied(names):
            have = ", ".join(sorted(names)) or "nobody"
            text = f"The head is cosigned by {have}; the policy's quorum {self.quorum} needs more witnesses."
            raise Missing(" ".join([text, *unchecked]))
        return TrustedHead(checkpoint, signers[0], tuple(one for one, _ in found), since, tuple(unchecked))


def _key(vkey: str, algorithms: AbstractSet[int], others: Iterable[VerifierKey]) -> VerifierKey:
    key = VerifierKey.parse(vkey)
    if key.algorithm not in algorithms:
        raise Malformed(f"the key of {key.name} is of the wrong type for its role.")
    if any(key.public == other.public for other in others):
        raise Malformed(f"the key of {key.name} is listed twice.")
    return key
