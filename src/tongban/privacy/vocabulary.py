"""Words of personal data (个人信息保护法). What the platform holds about a person, in the parts that share one fate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tongban.kernel.terms import Term


class Held(Term):
    """A part of what is held about a person."""

    IDENTITY = "identity", "身份与联系信息"
    """Name, identity number, telephone, e-mail, address, and the checks of the identity."""
    ACCOUNT = "account", "账号与登录方式"
    """Login name, password, passkeys, links to providers, devices."""
    DRAFTS = "drafts", "未提交的草稿"
    QUESTIONS = "questions", "向法院的咨询及答复"
    COMPLAINTS = "complaints", "对法院工作的反映及答复"
    """Of delay or of conduct: how the court looked after itself."""
    NEWS = "news", "办案进展提示"
    """That something happened in an own matter, never what."""
    CASE_FILE = "case_file", "诉讼案卷"
    """Everything in a case, a filing or an errand: parties, papers, exhibits, service."""
    PAYMENTS = "payments", "诉讼费收缴记录"
    REGISTER = "register", "诉讼行为登记"
    """Entries of the register: who did what, by number, never by name."""
    READS = "reads", "查阅日志"
    SESSIONS = "sessions", "登录会话"
    LOOSE_FILES = "loose_files", "无记录引用的文件"
    """Content that no row names any more: uploads of erased drafts, of acts that were refused."""


class Ends(Term):
    """How the keeping of a part ends."""

    BY_ITSELF = "by_itself", "到期自动删除"
    """The office clock erases it when the period is over."""
    ON_REQUEST = "on_request", "依本人请求删除"
    BY_APPRAISAL = "by_appraisal", "档案鉴定后处理"
    """Only the archive's appraisal ends it; a program never does."""
    NEVER = "never", "不删除"


class Why(Term):
    """Why a part is kept although its person asked for erasure."""

    UNDER_WAY = "under_way", "案件正在办理"
    COURT_FILE = "court_file", "属于诉讼案卷"
    REGISTERED = "registered", "登记不可更改"


@dataclass(frozen=True, slots=True)
class Period:
    """How long a part is kept: `days` from `since`, under `article`; `basis`: "text", or "house" for our own choice."""

    item: Held
    ends: Ends
    days: int | None
    since: str
    article: str
    basis: str
    valid_from: date
    valid_to: date
    note: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """What an erasure is judged by. `files`: cases, filings and errands in which the person is a party, acts or acted
    for one, or is the applicant, and her disputes about acts; `under_way`: those that are not over.
    """

    files: int
    under_way: int
    drafts: int
    account: bool
    identity: bool
    in_office: bool
    disputes_open: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that stays, why, and under which article."""

    item: Held
    why: Why
    law: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes and what stays when a person asks for erasure."""

    erased: tuple[Held, ...]
    kept: tuple[Kept, ...]
