"""Changes of keys, made by logged entries: a key is replaced by an entry that the old and the new one sign, or revoked.

The content of such an entry is a signed note of four or five lines: `court-key-change/v1`; `rotate` or `revoke`; the
old verifier key; for a rotation the new one; the POSIX second from which the change holds. For a key that leaked, that
second is the last at which it is known to have been safe.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from courtlog.checkpoint import parse_decimal
from courtlog.cosignature import check_ml_dsa_44
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.note import ML_DSA_44, Note, NoteSignature, VerifierKey, check_ed25519
from courtlog.signing import SignerKey

HEADER = "court-key-change/v1"
"""First line of every change; it can begin neither a log's head nor a cosigned message."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """From second `since` on, `old` is replaced by `new`, or revoked when there is no new key."""

    old: VerifierKey
    new: VerifierKey | None
    since: int

    @property
    def text(self) -> str:
        """The text that is signed."""
        keys = [f"rotate\n{self.old}\n{self.new}"] if self.new else [f"revoke\n{self.old}"]
        return "\n".join([HEADER, *keys, str(self.since)]) + "\n"

    @property
    def effect(self) -> str:
        """What becomes of the old key, as the end of a sentence."""
        return f"is {f'replaced by {self.new}' if self.new else 'revoked'} from second {self.since} on"

    def sign(self, *signers: SignerKey) -> bytes:
        """Give the note, signed by each of `signers`; the signatures are over the text as it is."""
        lines = (NoteSignature(one.name, one.verifier.id, one.sign_raw(self.text.encode())) for one in signers)
        return Note(self.text, tuple(lines)).encode()

    @classmethod
    def open(cls, data: bytes, authorities: Sequence[VerifierKey] = ()) -> "KeyChange":
        """Read a change and check who signed it; raises `Malformed`, `Contradiction` or `Missing`.

        A rotation needs the signatures of both keys. A revocation needs that of the key itself or, for a key that is
        lost, of one of `authorities` of the same house: a.example/log speaks for a.example/… and w.a.example.
        """
        note = Note.parse(data)
        match note.text.split("\n"):
            case [header, "rotate", old, new, since, ""] if header == HEADER:
                change = cls(VerifierKey.parse(old), VerifierKey.parse(new), parse_decimal(since, "The time"))
            case [header, "revoke", old, since, ""] if header == HEADER:
                change = cls(VerifierKey.parse(old), None, parse_decimal(since, "The time"))
            case _:
                raise Malformed("This is no change of a key that this version knows.")
        if change.text != note.text:
            raise Malformed("The change of a key is not written in its one spelling.")
        house = [key for key in authorities if _speaks_for(key, change.old)]
        signed = [key for key in (change.old, change.new, *house) if key and _signed(note, key)]
        if change.new and (change.new.name != change.old.name or change.new.algorithm != change.old.algorithm):
            raise Malformed("A key is replaced by one of the same name and type.")
        if change.new and not {change.old, change.new} <= set(signed):
            raise Missing(f"The rotation of {change.old.name} is not signed by both the old and the new key.")
        if not signed:
            raise Missing(f"The revocation of {change.old.name} is signed neither by itself nor by an authority.")
        return change


def _signed(note: Note, key: VerifierKey) -> bool:
    signature = note.by(key)
    if signature is None:
        return False
    check = check_ml_dsa_44 if key.algorithm == ML_DSA_44 else check_ed25519
    if not check(key.public, signature, note.text.encode()):
        raise Contradiction(f"The change of a key is not what {key.name} signed.")
    return True


def _speaks_for(authority: VerifierKey, key: VerifierKey) -> bool:
    own, other = (one.name.partition("/")[0] for one in (authority, key))
    return f".{other}".endswith(f".{own}")
