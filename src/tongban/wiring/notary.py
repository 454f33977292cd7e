"""The notary of the demo: a neutral witness of the courts' ledgers, on the demo's clock.

A real notary runs `courtlog witness`, which follows the machine's clock and knows nothing of a demo.
"""

from __future__ import annotations

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from courtlog import Policy
from courtlog.log import load_key
from courtlog.witness import Witness, WitnessStore, application
from tongban.register.adapters.witness import KEY, STATE, make_witness
from tongban.wiring.clock import Clock


class _Quiet(WSGIRequestHandler):
    """Keeps requests out of the log."""

    def log_message(self, *_parts: object) -> None:
        """Say nothing."""


NAME = "notary.tongban.example/witness"


def introduce(home: Path) -> str:
    """Make the notary's key, if there is none; gives its line for a policy, without the address."""
    make_witness(home, NAME)
    return f"witness {NAME} {load_key(home / KEY).verifier}"


def serve(home: Path, policy: Path, clock: Clock, port: int) -> None:
    """Answer until stopped."""
    witness = Witness(
        Policy.parse(policy.read_bytes()).logs,
        [load_key(home / KEY)],
        WitnessStore(home / STATE),
        lambda: int(clock.now().timestamp()),
    )
    make_server("127.0.0.1", port, application(witness), handler_class=_Quiet).serve_forever()


if __name__ == "__main__":
    folder, *rest = map(Path, sys.argv[1:])
    if rest:
        serve(folder, rest[0], Clock(rest[1]), int(rest[2].name))
    else:
        sys.stdout.write(introduce(folder) + "\n")
