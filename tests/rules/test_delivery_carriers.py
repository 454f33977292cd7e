"""Files of the post, mail that came back, and what of a service is owed on a day."""

from __future__ import annotations

import base64
import quopri
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.delivery.adapters.post_files import list_for_post, read_post_file
from tongban.delivery.adapters.returned_mail import read_bounce
from tongban.delivery.rules.owed import owes, reconcile
from tongban.delivery.rules.post import letter_number, letter_serial, row_flaws
from tongban.delivery.vocabulary import AttemptState, Channel, DispatchState, ReturnReason
from tongban.delivery.vocabulary.owed import DOUBTS, AttemptFacts, OwedFacts, TaskKind
from tongban.delivery.vocabulary.post import BadRow, FileFlaw, LetterStanding, PostRow, PostState, RowFlaw

HEAD = "letter,number,state,day,reason,signer\n"
TODAY = date(2026, 11, 30)
OURS = UUID("0198c0de-0000-7000-8000-000000000001")


@given(st.integers(1, 10**10))
def test_a_letters_number_leads_back_to_it(serial: int) -> None:
    assert letter_serial(letter_number(serial)) == serial


@given(st.integers(1, 10**8 - 1), st.integers(2, 9), st.integers(1, 9))
def test_a_digit_misread_leads_to_no_letter(serial: int, place: int, shift: int) -> None:
    number = letter_number(serial)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert letter_serial(wrong) is None


def rows(text: str, encoding: str = "utf-8") -> tuple[PostRow | BadRow, ...] | FileFlaw:
    return read_post_file(text.encode(encoding))


def test_the_posts_rows_are_read_in_every_encoding_of_an_office() -> None:
    line = "LT0000000197,EMS1,signed,2026-11-25,,周志强\n"
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        found = rows(HEAD + line, encoding)
        assert isinstance(found, tuple)
        (row,) = found
        assert isinstance(row, PostRow)
        assert (row.state, row.day, row.signer) == (PostState.SIGNED, date(2026, 11, 25), "周志强")


@pytest.mark.parametrize(
    ("line", "flaws"),
    [
        ("L,EMS1,flown,2026-11-25,,", {RowFlaw.STATE}),
        ("L,EMS1,signed,2026-13-25,,", {RowFlaw.DAY, RowFlaw.SIGNER}),
        ("L,,taken,2026-11-25,,", {RowFlaw.NUMBER}),
        ("L,EMS1,returned,2026-11-25,bored,", {RowFlaw.REASON}),
        ("L,EMS1,returned", {RowFlaw.COLUMNS}),
        ("L,EMS1,returned,2026-11-25,moved,,more", {RowFlaw.COLUMNS}),
    ],
)
def test_a_row_that_cannot_be_read_is_kept_with_everything_that_is_wrong(line: str, flaws: set[RowFlaw]) -> None:
    found = rows(HEAD + line + "\n")
    assert isinstance(found, tuple)
    (row,) = found
    assert isinstance(row, BadRow)
    assert set(row.flaws) == flaws
    assert row.raw == line


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", FileFlaw.EMPTY),
        (b"\n \n", FileFlaw.EMPTY),
        (b"letter,state\n", FileFlaw.HEAD),
        (b"letter,letter,number,state,day,reason,signer\n", FileFlaw.HEAD),
        (b"\xff\xfe\xff\x80", FileFlaw.NOT_TEXT),
        (b"letter\x00", FileFlaw.NOT_TEXT),
        (b"x" * (5 * 2**20 + 1), FileFlaw.TOO_LARGE),
    ],
)
def test_a_file_that_cannot_be_read_is_unfit_as_a_whole(content: bytes, flaw: FileFlaw) -> None:
    assert read_post_file(content) is flaw


def test_the_same_event_in_another_file_is_the_same_and_a_second_try_is_not() -> None:
    line = "LT0000000197,EMS1,tried,2026-11-25,,"
    timed = HEAD.replace("signer", "signer,time")
    one, again = (rows(HEAD + line + "\n" * n) for n in (1, 2))
    first, second = (rows(f"{timed}{line},{hour}:00\n") for hour in (9, 17))
    digests = [found[0].digest for found in (one, again, first, second) if isinstance(found, tuple)]
    assert digests[0] == digests[1]
    assert len(set(digests[1:])) == 3


ROW = PostRow(2, "LT", "EMS1", PostState.SIGNED, date(2026, 11, 25), None, "周", "d")
POSTED = LetterStanding(open=True, posted=date(2026, 11, 24), tracking="EMS1", tries=0, queued=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("row", "letter", "flaws"),
    [
        ({}, {}, ()),
        ({}, {"open": False}, (RowFlaw.OVER,)),
        ({"day": date(2026, 11, 23)}, {}, (RowFlaw.DAY,)),
        ({"day": date(2026, 12, 1)}, {}, (RowFlaw.DAY,)),
        ({}, {"posted": None}, (RowFlaw.ORDER,)),
        ({"state": PostState.TAKEN}, {}, (RowFlaw.ORDER,)),
        ({"state": PostState.TAKEN}, {"posted": None}, ()),
        ({"number": "EMS2"}, {}, (RowFlaw.NUMBER,)),
        ({"state": PostState.RETURNED, "reason": ReturnReason.NOT_COLLECTED}, {}, (RowFlaw.EARLY_RETURN,)),
        ({"state": PostState.RETURNED, "reason": ReturnReason.NOT_COLLECTED}, {"tries": 3}, ()),
        ({"state": PostState.RETURNED, "reason": ReturnReason.MOVED}, {}, ()),
        ({"signer": "林晓梅 妻子"}, {"opponents": ("林晓梅",)}, (RowFlaw.OPPONENT,)),
        ({"state": PostState.TRIED, "signer": "林晓梅"}, {"opponents": ("林晓梅",)}, ()),
    ],
)
def test_what_does_not_fit_the_letter_goes_to_a_person(
    row: dict[str, object], letter: dict[str, object], flaws: tuple[RowFlaw, ...]
) -> None:
    assert row_flaws(replace(ROW, **row), replace(POSTED, **letter), TODAY) == flaws


def test_the_list_for_the_post_holds_no_formula() -> None:
    text = list_for_post([("LT1", "=HYPERLINK(1)", "139", "a\nb", "院", "号")]).decode("utf-8-sig")
    assert text.splitlines() == ["letter,to,phone,address,court,case", "LT1,'=HYPERLINK(1),139,a b,院,号"]


def bounce(action: str = "failed", status: str = "5.1.1", *, about: UUID = OURS, host: str = "court.example") -> bytes:
    """A notification as Postfix writes it."""
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: court@court.example\r\nSubject: Undelivered Mail\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; zhou@example.com\r\nAction: {action}\r\nStatus: {status}\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: <{about}@{host}>\r\nTo: zhou@example.com\r\nSubject: x\r\n\r\nbody\r\n--b--\r\n"
    ).encode()


def test_a_failure_for_good_is_read_with_its_code() -> None:
    found = read_bounce(bounce(), "court.example")
    assert found is not None
    assert (found.attempt, found.status, found.final) == (OURS, "5.1.1", True)


def test_headers_alone_tell_which_message_it_was() -> None:
    found = read_bounce(bounce().replace(b"message/rfc822", b"text/rfc822-headers"), "court.example")
    assert found is not None
    assert found.attempt == OURS


def test_a_delay_is_no_failure() -> None:
    found = read_bounce(bounce("delayed", "4.4.1"), "court.example")
    assert found is not None
    assert not found.final


@pytest.mark.parametrize("how", ["7bit", "8bit", "base64", "quoted-printable"])
def test_a_notification_for_addresses_in_all_scripts_is_read(how: str) -> None:
    """RFC 6533: its groups of fields stand behind a type that the library takes for one message."""
    whole = bounce().replace(b"rfc822; zhou@example.com", "utf-8; 周@例子.example".encode())
    head, fields, rest = (part.lstrip() for part in _cut(whole))
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(how, bytes)(fields)
    kind = f"--b\r\nContent-Type: message/global-delivery-status\r\nContent-Transfer-Encoding: {how}\r\n\r\n".encode()
    found = read_bounce(head + kind + body + b"\r\n" + rest, "court.example")
    assert found is not None
    assert (found.attempt, found.status, found.final) == (OURS, "5.1.1", True)


def _cut(whole: bytes) -> tuple[bytes, bytes, bytes]:
    """A notification before its groups of fields, these, and what follows."""
    head, _, tail = whole.partition(b"--b\r\nContent-Type: message/delivery-status\r\n\r\n")
    fields, mark, rest = tail.partition(b"--b\r\nContent-Type: message/rfc822")
    return head, fields, mark + rest


def test_a_server_that_encloses_nothing_names_the_message_in_its_headers() -> None:
    head, fields, _rest = _cut(bounce())
    named = head.replace(b"Subject:", f"References: <{OURS}@court.example>\r\nSubject:".encode(), 1)
    kind = b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    found = read_bounce(named + kind + fields + b"--b--\r\n", "court.example")
    assert found is not None
    assert found.attempt == OURS


def in_words(sender: str, subject: str, text: str, charset: str = "gb18030") -> bytes:
    """A message in plain words, as servers of this country write them."""
    told = EmailMessage()
    told["From"], told["Subject"] = sender, subject
    told.set_content(text, charset=charset)
    return told.as_bytes()


NAMES_IT = f"抱歉，您的邮件被退回来了。\n邮件标识：<{OURS}@court.example>\n"


@pytest.mark.parametrize("charset", ["gb18030", "utf-8", "big5"])
def test_plain_words_of_a_mail_server_about_our_message_are_a_failure(charset: str) -> None:
    text = NAMES_IT if charset != "big5" else f"信件退回\n<{OURS}@court.example>\n"
    found = read_bounce(in_words("PostMaster@mail.example", "系统退信", text, charset), "court.example")
    assert found is not None
    assert (found.attempt, found.status, found.final) == (OURS, "5.0.0", True)


@pytest.mark.parametrize(
    ("sender", "subject", "text"),
    [
        ("zhou@example.com", "自动回复：外出", NAMES_IT),
        ("zhou@example.com", "Re: 电子送达", NAMES_IT),
        ("MAILER-DAEMON@mx.example", "投递延迟通知", NAMES_IT),
        ("MAILER-DAEMON@mx.example", "Warning: message delayed 24 hours", NAMES_IT),
        ("postmaster@mx.example", "系统退信", "您的邮件被退回来了。"),
        ("postmaster@mx.example", "系统退信", NAMES_IT.replace("court.example", "elsewhere.example")),
    ],
)
def test_what_a_person_writes_or_what_is_only_late_is_no_failure(sender: str, subject: str, text: str) -> None:
    assert read_bounce(in_words(sender, subject, text), "court.example") is None


def test_what_is_no_notification_of_ours_is_none() -> None:
    person = EmailMessage()
    person["Subject"] = "Re: 电子送达"
    person.set_content("收到。")
    assert read_bounce(person.as_bytes(), "court.example") is None
    assert read_bounce(bounce("delivered", "2.0.0"), "court.example") is None
    assert read_bounce(bounce(host="elsewhere.example"), "court.example") is None
    assert read_bounce(bounce().replace(str(OURS).encode(), b"-" * 36), "court.example") is None


@given(st.binary(max_size=400), st.integers(0, 700), st.integers(0, 700))
def test_a_damaged_notification_is_read_or_left_and_never_breaks_the_reader(noise: bytes, at: int, end: int) -> None:
    whole = bounce()
    found = read_bounce(whole[:at] + noise + whole[end:], "court.example")
    assert found is None or found.attempt == OURS


def facts(
    state: DispatchState, *attempts: AttemptFacts, since: date = date(2026, 11, 23), certified: bool = True
) -> OwedFacts:
    return OwedFacts(OURS, state, since, certified, attempts)


def way(channel: Channel, state: AttemptState, days_ago: int, *, counts: bool = True) -> AttemptFacts:
    return AttemptFacts(channel, state, counts, TODAY - timedelta(days=days_ago))


SENT, FAILED = AttemptState.SENT, AttemptState.FAILED


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (facts(DispatchState.SERVED), None),
        (facts(DispatchState.SERVED, certified=False), TaskKind.NO_CERTIFICATE),
        (facts(DispatchState.SERVED, certified=False, since=TODAY), None),
        (facts(DispatchState.WAITING), TaskKind.NOT_SENT),
        (facts(DispatchState.WAITING, since=TODAY), None),
        (facts(DispatchState.UNDELIVERED, way(Channel.LETTER, FAILED, 3)), TaskKind.NEXT_WAY),
        (facts(DispatchState.UNDER_WAY, way(Channel.LETTER, SENT, 20)), None),
        (facts(DispatchState.UNDER_WAY, way(Channel.LETTER, SENT, 21)), TaskKind.SILENT),
        (facts(DispatchState.UNDER_WAY, way(Channel.PORTAL, SENT, 3)), TaskKind.SILENT),
        (facts(DispatchState.UNDER_WAY, way(Channel.PORTAL, SENT, 3), way(Channel.LETTER, SENT, 3)), None),
        (facts(DispatchState.UNDER_WAY, way(Channel.NOTICE, SENT, -20)), None),
        (facts(DispatchState.UNDER_WAY, way(Channel.NOTICE, SENT, 3)), TaskKind.SILENT),
        (facts(DispatchState.UNDER_WAY, way(Channel.EMAIL, SENT, 0, counts=False)), TaskKind.NEXT_WAY),
        (facts(DispatchState.UNDER_WAY), TaskKind.NEXT_WAY),
    ],
)
def test_what_is_owed_on_a_day(one: OwedFacts, kind: TaskKind | None) -> None:
    assert owes(one, TODAY) is kind


_ways = st.builds(
    AttemptFacts,
    channel=st.sampled_from(Channel),
    state=st.sampled_from(AttemptState),
    counts=st.booleans(),
    since=st.dates(date(2026, 10, 1), date(2026, 12, 31)),
)
_owed = st.builds(
    OwedFacts,
    dispatch=st.uuids(version=4),
    state=st.sampled_from([state for state in DispatchState if state is not DispatchState.FALLEN]),
    since=st.dates(date(2026, 10, 1), TODAY),
    certified=st.booleans(),
    attempts=st.lists(_ways, max_size=4).map(tuple),
)


@given(
    st.lists(_owed, max_size=8, unique_by=lambda one: one.dispatch),
    st.lists(st.frozensets(st.sampled_from(TaskKind)), min_size=8, max_size=8),
)
def test_after_a_reconciliation_everything_is_served_or_in_time_or_a_task(
    owed: list[OwedFacts], kinds: list[frozenset[TaskKind]]
) -> None:
    tasks = {one.dispatch: found for one, found in zip(owed, kinds, strict=False)}
    done = reconcile(owed, tasks, TODAY)
    after = {uid: set(found) for uid, found in tasks.items()}
    for uid, kind in done.to_open:
        assert kind not in after[uid]
        after[uid].add(kind)
    for uid, kind in done.to_close:
        after[uid].remove(kind)
    for one in owed:
        wanted = owes(one, TODAY)
        assert after[one.dispatch] - DOUBTS == ({wanted} if wanted else set())
        assert after[one.dispatch] & DOUBTS == tasks[one.dispatch] & DOUBTS
        if wanted is None and one.state is not DispatchState.SERVED:
            waits = one.state in {DispatchState.WAITING, DispatchState.LEFT, DispatchState.TAKEN_BACK}
            assert waits or any(way.counts for way in one.attempts)
    assert done.served + done.under_way + done.tasks == len(owed)
    assert reconcile(owed, {uid: frozenset(found) for uid, found in after.items()}, TODAY).to_open == ()
