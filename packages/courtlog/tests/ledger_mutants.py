"""Strange bundles by the thousand, each family by its name, the same for the same seed."""

import random

from ledger_forge import Forge
from mutants_bytes import directory, members_more, raw, tampered
from mutants_heads import deep_policy, heads, olders, policies
from mutants_signed import longest_entry, signed_file, signed_opening, signed_receipt, signed_statement

FAMILIES = {
    "members changed": lambda rng: tampered(rng, Forge(rng).members()),
    "evidence changed": lambda rng: tampered(
        rng,
        Forge(rng).members(),
        [
            "statement.cose",
            "proof.tlog-proof",
            "policy.tlog-policy",
            "opening.json",
            "receipt.cose",
            "before.checkpoint",
        ],
    ),
    "the zip changed": lambda rng: raw(rng, Forge(rng).members()),
    "the directory changed": lambda rng: directory(rng, Forge(rng).members()),
    "strange members": lambda rng: members_more(rng, Forge(rng).members()),
    "strange statements, signed": signed_statement,
    "longest entries": longest_entry,
    "strange receipts, signed": signed_receipt,
    "strange openings": signed_opening,
    "files and chunks": signed_file,
    "heads, proofs and clocks": heads,
    "policies": policies,
    "deep policies": deep_policy,
    "older heads": olders,
}
WEIGHTS = {"longest entries": 0.1, "files and chunks": 0.1, "deep policies": 0.05, "older heads": 0.3}


def mutants(seed, count):
    """Give (family, number, bundle), the same for the same seed."""
    families = list(FAMILIES)
    for n in range(count):
        rng = random.Random(f"{seed} {n}")
        family = rng.choices(families, [WEIGHTS.get(one, 1) for one in families])[0]
        yield family, n, FAMILIES[family](rng)
