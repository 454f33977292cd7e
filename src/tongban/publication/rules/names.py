"""How a hidden name reads (文书上网规定 9): the surname and 某; the first character; the first letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_COMPOUND = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文",
    "司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌微生左丘",
    "东门西门第五",
)
COMPOUND = frozenset(line[at : at + 2] for line in _COMPOUND for at in range(0, len(line), 2))
"""Surnames of two characters."""
_ORGANISATION = (
    *("公司", "集团", "银行", "合作社", "事务所", "委员会", "办事处", "中心", "医院", "学校", "大学", "协会", "基金会"),
    *("厂", "店", "社", "局", "部", "院", "所", "队", "站", "行", "馆", "商行", "经营部", "工作室", "企业", "政府"),
)
_PERSON_LENGTH = 4
"""Han names are at most this long; a longer name without a dot is an organisation's."""
_PAIR = 2


def is_organisation(name: str) -> bool:
    """True for the name of a legal person or organisation, which is never hidden (文书上网规定 11)."""
    if not _han(name):
        return False
    if len(name) == _PERSON_LENGTH:
        return name.endswith(_ORGANISATION)
    return len(name) > _PERSON_LENGTH and "·" not in name


def alias(name: str) -> str:
    """One name hidden: 林晓梅 -> 林某, 欧阳娜 -> 欧阳某, 阿依古丽·买买提 -> 阿某, John Smith -> J某."""
    plain = name.strip()
    if not _han(plain):
        return plain[:1].upper() + "某"
    if "·" in plain:
        return plain[0] + "某"
    surname = plain[:_PAIR] if len(plain) > _PAIR and plain[:_PAIR] in COMPOUND else plain[0]
    return surname + "某"


def aliases(names: Iterable[str]) -> dict[str, str]:
    """Each name with its hidden form; forms that coincide are told apart by 1, 2, … (文书上网规定 9(2))."""
    wanted = [name.strip() for name in dict.fromkeys(names) if name.strip() and not is_organisation(name.strip())]
    forms = {name: alias(name) for name in wanted}
    shared = {form for form, count in Counter(forms.values()).items() if count > 1}
    numbers: Counter[str] = Counter()
    for name, form in forms.items():
        if form in shared:
            numbers[form] += 1
            forms[name] = f"{form}{numbers[form]}"
    return forms


def given_name(name: str) -> str:
    """The given name, when it is long enough to be recognised alone; else ""."""
    if not _han(name) or "·" in name:
        return ""
    surname = alias(name).removesuffix("某")
    given = name[len(surname) :]
    return given if len(given) >= _PAIR else ""


def _han(name: str) -> bool:
    return bool(name) and "\u3400" <= name[0] <= "\u9fff"
