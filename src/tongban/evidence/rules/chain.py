"""Records stored on a chain: what their party shows about the time before (在线诉讼规则 18)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from tongban.evidence.rules.exhibits import too_long
from tongban.evidence.vocabulary import Provenance
from tongban.kernel.refusal import Refusal

MANIFEST_LIMIT = 1000
"""Characters of one item; house rule, shown before."""
BEFORE_LAW = "在线诉讼规则 18"
FORMAT = "capture-manifest/v1"


def items_of(said: Mapping[str, str]) -> dict[Provenance, str]:
    """The items that hold words, trimmed; everything else in `said` is no item."""
    return {item: text for item in Provenance if (text := said.get(item, "").strip())}


def check_manifest(said: Mapping[Provenance, str], files: Collection[str]) -> list[Refusal]:
    """What is wrong with a manifest; `files` are the items to which a file was added. Each item may be empty."""
    unknown = sorted(set(files) - set(Provenance))
    if unknown:
        return [Refusal("evidence.no_such_item", BEFORE_LAW, ("files",), (("item", unknown[0][:40]),))]
    if not said and not files:
        return [Refusal("evidence.nothing_shown", BEFORE_LAW, (Provenance.SOURCE.value,))]
    return [no for item, text in said.items() for no in too_long(item.value, text, MANIFEST_LIMIT)]


def may_show(*, own: bool, exchange_over: bool) -> Refusal | None:
    """None when the party may show more about its exhibit: until the exchange of evidence is closed."""
    if not own:
        return Refusal("evidence.not_your_exhibit", BEFORE_LAW)
    return Refusal("evidence.exchange_over", "在线诉讼规则 14, 18") if exchange_over else None


def manifest_form(
    *, exhibit: str, number: int, party: str, at: str, exhibit_files: Collection[str],
    said: Mapping[Provenance, str], files: Mapping[Provenance, str],
) -> dict[str, Any]:  # fmt: skip
    """The manifest as it is sealed: always six items, null where nothing was shown. `files` are SHA-256 digests."""
    items = {item.value: {"says": said.get(item), "file": files.get(item)} for item in Provenance}
    head = {"format": FORMAT, "exhibit": exhibit, "exhibit_files": list(exhibit_files), "number": number}
    return head | {"party": party, "at": at, "items": items}
