"""What can go wrong, as types: the type decides the verdict, the text is a sentence for a person.

Three kinds must never be mixed up by a caller: input that cannot be read, input that contradicts a hash or a
signature, and input that is sound but from which something needed is absent.
"""


class CourtlogError(Exception):
    """Base of every expected failure of this package; `str(error)` is a sentence that may be shown to anybody."""


class Malformed(CourtlogError):  # noqa: N818  # reads as a judgement: "raise Malformed", "except Malformed"
    """The input does not follow its format, or exceeds a limit, so nothing can be said about its content."""


class Contradiction(CourtlogError):  # noqa: N818
    """A recomputed hash or signature differs from the stored one: something was changed after it was signed."""


class Missing(CourtlogError):  # noqa: N818
    """Nothing contradicts, yet something needed for the proof is absent: a key, a signature, a file, a quorum."""


class Conflict(CourtlogError):  # noqa: N818
    """Two validly signed heads of one log disagree: evidence of misconduct by the holder of the log's key."""


class LogError(CourtlogError):
    """The log cannot do what was asked; nothing was acknowledged."""


class WriterBusy(LogError):  # noqa: N818
    """Another process writes to this log; only one may."""


class RolledBack(LogError):  # noqa: N818
    """The store is behind the lock store (an old backup?): signing now would fork the log, so the log refuses."""


class Frozen(LogError):  # noqa: N818
    """The shard of the log takes in nothing more; the text names the shard that follows it."""


class StoreDamaged(LogError):  # noqa: N818
    """Stored bytes differ from the hashes that cover them; the text names the file or the entry."""
