"""Taking personal data out of a judgment (文书上网规定 8-10), and proving that none of the known data remains.

Names become 林某; homes, telephone, identity and account numbers, e-mail addresses and plates become ×××. Parties lose
the fields that describe them. What a machine cannot know is reported as a doubt for the person who decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tongban.publication.rules.names import aliases, given_name
from tongban.publication.vocabulary import Anonymised, Removed, Secrets

GAP = "×××"
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
_BREAK = r"[\s\-－—·]*"
_PATTERNS: tuple[tuple[Removed, re.Pattern[str]], ...] = (
    (Removed.NUMBER, re.compile(r"(?<!\d)\d{6}[\s-]?(?:19|20)\d{2}[\s-]?\d{4}[\s-]?\d{3}[\dXx](?![\dXx])")),
    (Removed.NUMBER, re.compile(r"(?<![\dA-Za-z])[EGPS]\d{8}(?!\d)")),
    (Removed.CONTACT, re.compile(r"(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)")),
    (Removed.CONTACT, re.compile(r"(?<!\d)0\d{2,3}[\s-]\d{7,8}(?!\d)")),
    (Removed.CONTACT, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Removed.CONTACT, re.compile(r"(?:微信号?|QQ号?|支付宝(?:账号)?)[:：\s]*[A-Za-z0-9][A-Za-z0-9_@.-]{4,}")),
    (Removed.ACCOUNT, re.compile(r"(?<![\d.,，])(?:\d{12,19}|\d{4}(?:[\s-]\d{4}){2,3}(?:[\s-]\d{1,3})?)(?!\d)")),
    (
        Removed.PLATE,
        re.compile(
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
        ),
    ),
    (
        Removed.ADDRESS,
        re.compile(
            r"(?<=[区县市镇乡旗])[\u4e00-\u9fff]{1,8}?(?:路|街|巷|弄|大道|道|村|里|小区|花园)"
            r"[\d一二三四五六七八九十百]{1,6}(?:号|弄|幢|栋|组|社)(?:[\dA-Za-z一二三四五六七八九十-]{1,6}(?:号楼|栋|幢|座|单元|层|楼|室|号))*"
        ),
    ),
)
_DROPPED: Mapping[str, Removed] = {
    "id_no": Removed.NUMBER,
    "id_name": Removed.NUMBER,
    "phone": Removed.CONTACT,
    "address": Removed.ADDRESS,
    "born": Removed.BIRTH,
    "sex": Removed.BIRTH,
    "ethnicity": Removed.BIRTH,
    "guardian": Removed.NAMES,
}
_MACHINE_KEYS = frozenset({"date", "docketed", "amount", "currency", "days"})
"""Values of the form, not words: dates and amounts stay as they are."""
_KEPT = frozenset({"court", "bench", "clerk", "assistant", "case_no", "appeal"})
"""Court, judges and clerk are named in public (文书上网规定 11)."""


def anonymise(data: Mapping[str, Any], secrets: Secrets, *, hide_names: bool = True) -> Anonymised:
    """The public form of a judgment's data. Names of organisations stay."""
    forms = aliases(secrets.names) if hide_names else {}
    work = _Work(forms, secrets)
    content = {key: value if key in _KEPT else work.clean(key, value) for key, value in data.items()}
    content["parties"] = [work.party(party, hidden=hide_names) for party in content["parties"]]
    removed = tuple(kind for kind in Removed if kind in work.removed)
    return Anonymised(content, removed, tuple(_doubts(content, forms)))


def hide_more(content: Mapping[str, Any], names: Iterable[str]) -> Anonymised:
    """A text that is anonymised already, with more names hidden: people whom only a reader can know."""
    forms, shown = aliases(names), "".join(_texts(content))
    for name, form in forms.items():
        number = 2
        while forms[name] in shown and form in shown:
            forms[name] = f"{form}{number}"
            number += 1
    work = _Work(forms, Secrets())
    changed = {key: value if key in _KEPT else work.clean(key, value) for key, value in content.items()}
    return Anonymised(changed, tuple(work.removed), tuple(_doubts(changed, forms)))


def residue(data: Mapping[str, Any], secrets: Secrets) -> list[str]:
    """Kinds of known secrets that still stand in `data`: what keeps a text from being published."""
    shown = {key: value for key, value in data.items() if key not in _KEPT}
    text = _flat("".join(_texts(shown)))
    left = {
        "name": [name for name in aliases(secrets.names) if _flat(name) in text],
        "address": [address for address in secrets.addresses if address and _flat(address) in text],
        "number": [number for number in secrets.numbers if number and _flat(number) in text],
    }
    return [kind for kind, found in left.items() if found]


class _Work:
    """One text being cleaned; `removed` gathers what was taken out."""

    def __init__(self, forms: Mapping[str, str], secrets: Secrets) -> None:
        longest_first = sorted(forms, key=len, reverse=True)
        self.names = [(_spaced(name), forms[name]) for name in longest_first]
        self.addresses = [_spaced(a) for a in sorted(secrets.addresses, key=len, reverse=True) if a]
        self.numbers = [_spaced(number) for number in sorted(secrets.numbers, key=len, reverse=True) if number]
        self.removed: set[Removed] = set()

    def clean(self, key: str, value: Any) -> Any:  # noqa: ANN401 - any depth of JSON
        """`value` without personal data; numbers of the form itself stay."""
        if isinstance(value, dict):
            return {name: self.clean(name, item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(key, item) for item in value]
        return self.text(value) if isinstance(value, str) and key not in _MACHINE_KEYS else value

    def text(self, text: str) -> str:
        """A text without personal data."""
        text = text.translate(_WIDE)
        for kind, known in ((Removed.ADDRESS, self.addresses), (Removed.CONTACT, self.numbers)):
            for pattern in known:
                text = self._gap(kind, pattern, text)
        for kind, pattern in _PATTERNS:
            text = self._gap(kind, pattern, text)
        for pattern, form in self.names:
            text, count = pattern.subn(form, text)
            self.removed |= {Removed.NAMES} if count else set()
        return text

    def party(self, party: Mapping[str, Any], *, hidden: bool) -> dict[str, Any]:
        """A party with role and name; a party who is not hidden keeps birth and sex (文书上网规定 11(1))."""
        kept_fields = set() if hidden else {"born", "sex"}
        gone = {key for key in party if key in _DROPPED and key not in kept_fields}
        self.removed |= {_DROPPED[key] for key in gone if party[key]}
        return {key: value for key, value in party.items() if key not in gone}

    def _gap(self, kind: Removed, pattern: re.Pattern[str], text: str) -> str:
        text, count = pattern.subn(GAP, text)
        self.removed |= {kind} if count else set()
        return text


def _spaced(secret: str) -> re.Pattern[str]:
    """A pattern that finds `secret` even when somebody put blanks or dashes between its characters."""
    return re.compile(_BREAK.join(re.escape(sign) for sign in secret.translate(_WIDE) if not sign.isspace()))


def _flat(text: str) -> str:
    return re.sub(_BREAK, "", text.translate(_WIDE))


def _texts(data: Any) -> Iterable[str]:  # noqa: ANN401 - any depth of JSON
    if isinstance(data, dict):
        for item in data.values():
            yield from _texts(item)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, str):
        yield data + "\n"


def _doubts(content: Mapping[str, Any], forms: Mapping[str, str]) -> Iterable[str]:
    """Codes of what a person must look at: a given name that stands alone, long digits that no pattern knows."""
    text = "".join(_texts({key: value for key, value in content.items() if key not in _KEPT}))
    if any(given and given in text for given in map(given_name, forms)):
        yield "given_name"
    if re.search(r"(?<![\d.,])\d{8,}(?!\d)", text):
        yield "long_number"
