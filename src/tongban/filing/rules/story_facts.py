"""What a story in plain words already answers: an amount, a day, a name; nothing where it could be another one.

A wrong answer that stands there already is worse than none, so each is taken only where the story names exactly one of
its kind, beside words that say what it is (`tells` in the guide of the interview), and not about how much or when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tongban.filing.rules.cues import cue, plain
from tongban.filing.rules.diagnosis import LONGEST
from tongban.filing.vocabulary import Answers, Interview, Kind
from tongban.filing.vocabulary.interviews import Tells
from tongban.kernel.amount_spoken import one_amount

_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+(?:(?<=[0-9]),(?=[0-9]{3})[^，,。；;！!？?\n]+)*")
"""A part of a sentence; the comma within a number ends none."""
_EACH_TIME = re.compile(
    r"(?:每|一(?:个月|年|天|车|斤)|月租|月薪|工资|单价|monthly|per|each|every)[^，,。]{0,6}$"
    r"|^\s*(?:块|元|yuan)?\s*钱?\s*(?:一(?:个月|天|年|车|斤|亩)|每|/|an? (?:month|day|year|hour)|per|each|monthly)"
)
"""What is paid each time is no whole sum."""
_NEAR = 12
_YEAR_TOLD = {"今年": 0, "去年": 1, "前年": 2, "this year": 0, "last year": 1}
_DAYS_AGO = {"今天": 0, "昨天": 1, "前天": 2, "today": 0, "yesterday": 1}
_DAY = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2}|今年|去年|前年)\s*[年./-]?\s*(?P<m>[0-9]{1,2})\s*[月./-]\s*(?P<d>[0-9]{1,2})\s*[日号]?(?![0-9])"
)
_SOME_DAY = re.compile(
    r"[0-9一二三四五六七八九十]+\s*[月号]|月底|月初|年底|年初|今天|昨天|前天|today|yesterday"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|(?:19|20)[0-9]{2}"
)
"""Whatever tells a day, or about when: with two of them nobody knows which is meant."""
_LUNAR = re.compile("农历|阴历|腊月|正月|初[一二三四五六七八九十]|lunar")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付"
    "邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵覃武钱戴严莫孔向常汤康易乔赖文"
)
_NAMED = re.compile(
    rf"(?:他|她|对方|房东|租客|司机|邻居|男方|女方|朋友|同学|同事|那人|那个人|这个人|名字|有个|一个)(?:就)?(?:名)?(?:叫做|叫|是叫)"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[，,。；;！!？?\s（(]|$|的|，|是|借|欠|住|拿|在|说)"
)
_CALLED = re.compile(
    r"\b(?:he|she|his|her|man|woman|guy|friend|landlord|landlady|tenant|neighbou?r|driver|colleague|coworker|classmate|cousin)"
    r"(?:'s)?\s+(?:(?:is|was)\s+)?(?:called|named|name\s+is)\s+(?P<name>[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,2})\b"
)


def story_answers(interview: Interview, story: str, on: date) -> Answers:
    """The answers that a story gives to questions of the interview, as they are kept; `on` is the day it is told."""
    found: Answers = {}
    told = story[:LONGEST]
    for one in interview.guide.tells:
        question = interview.question(one.answer)
        if question is None:
            continue
        match question.kind:
            case Kind.AMOUNT:
                value = _amount(plain(told), one)
            case Kind.DATE:
                value = _day(plain(told), one, on)
            case _:
                value = _name(told)
        found |= {one.answer: value} if value else {}
    return found


def _amount(text: str, one: Tells) -> str:
    amount = one_amount(text)
    if amount is None or amount.money is None:
        return ""
    clause, start = _clause_at(text, amount.start)
    before, after = clause[: amount.start - start], clause[amount.end - start :]
    if _EACH_TIME.search(before[-_NEAR:]) or _EACH_TIME.search(after[:_NEAR]):
        return ""
    return amount.money.decimal_text if _fits(clause, one) else ""


def _day(text: str, one: Tells, on: date) -> str:
    """The one day of the story, with its year; a lunar day, a month or a season is none."""
    if _LUNAR.search(text):
        return ""
    days = [*_written(text, on), *_ago(text, on)]
    marks = list(_SOME_DAY.finditer(text))
    if len({day for day, _start, _end in days}) != 1:
        return ""
    day, start, end = days[0]
    if any(not start <= mark.start() < end for mark in marks):
        return ""
    clause, _begin = _clause_at(text, start)
    return day.isoformat() if day <= on and _fits(clause, one) else ""


def _written(text: str, on: date) -> Iterator[tuple[date, int, int]]:
    for there in _DAY.finditer(text):
        year = on.year - _YEAR_TOLD[there["y"]] if there["y"] in _YEAR_TOLD else int(there["y"])
        try:
            yield date(year, int(there["m"]), int(there["d"])), *there.span()
        except ValueError:
            continue


def _ago(text: str, on: date) -> Iterator[tuple[date, int, int]]:
    for word, ago in _DAYS_AGO.items():
        start = text.find(word)
        if start >= 0:
            yield on - timedelta(days=ago), start, start + len(word)


def _name(story: str) -> str:
    """The one name by which the other side is called."""
    names = {there["name"] for pattern in (_NAMED, _CALLED) for there in pattern.finditer(story)}
    return names.pop() if len(names) == 1 else ""


def _clause_at(text: str, place: int) -> tuple[str, int]:
    """The clause that holds a place, and where it begins."""
    here = next((there for there in _CLAUSE.finditer(text) if there.start() <= place < there.end()), None)
    return (here[0], here.start()) if here else (text, 0)


def _fits(clause: str, one: Tells) -> bool:
    return _said(clause, one.beside) and not _said(clause, one.never)


def _said(clause: str, cues: Iterable[str]) -> bool:
    return any(cue(each).found(clause) for each in cues)
