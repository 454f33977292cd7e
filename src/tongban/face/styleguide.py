"""Sample data for the style guide: every part in every state. People and cases are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.face import parts
from tongban.face.problems import attach
from tongban.face.tags.values import day
from tongban.face.widgets import DateParts
from tongban.kernel.money import Money

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_DIGEST = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
_MEGABYTE = 1024 * 1024


class SampleForm(forms.Form):
    """Each kind of question once."""

    claimant = forms.CharField(label=gettext_lazy("Your name"), help_text=gettext_lazy("As on your identity card"))
    amount = forms.DecimalField(label=gettext_lazy("How much do you claim?"))
    cause = forms.ChoiceField(
        label=gettext_lazy("What is the dispute about?"),
        choices=[
            ("loan", gettext_lazy("Money lent between people")),
            ("work", gettext_lazy("Wages and work")),
            ("sale", gettext_lazy("Something bought or sold")),
        ],
        widget=forms.RadioSelect,
    )
    papers = forms.MultipleChoiceField(
        label=gettext_lazy("What can you show?"),
        help_text=gettext_lazy("Choose all that you have"),
        choices=[
            ("iou", gettext_lazy("A written promise to pay")),
            ("bank", gettext_lazy("Bank or phone payment records")),
            ("chat", gettext_lazy("Messages")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lent_on = forms.DateField(
        label=gettext_lazy("When did you lend the money?"),
        help_text=gettext_lazy("For example 2025 3 8"),
        widget=DateParts,
    )
    hearing_day = forms.DateField(label=gettext_lazy("Earliest day for a hearing"), required=False)
    region = forms.ChoiceField(
        label=gettext_lazy("Where does the other side live?"),
        choices=[("", "—"), ("cq", gettext_lazy("Chongqing")), ("sc", gettext_lazy("Sichuan"))],
    )
    story = forms.CharField(label=gettext_lazy("What happened?"), widget=forms.Textarea)
    evidence = forms.FileField(label=gettext_lazy("Add a file"), required=False)
    agree = forms.BooleanField(label=gettext_lazy("I agree to receive documents electronically"), required=False)

    cause_hints = {"loan": gettext_lazy("With or without interest")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The hints of single choices are put on the field, where `{% field %}` finds them."""
        super().__init__(*args, **kwargs)
        self.fields["cause"].choice_hints = self.cause_hints  # type: ignore[attr-defined]


def _contact() -> parts.Contact:
    return parts.Contact(
        _("Filing window, Yubei District People's Court"),
        "023-0000 0000",
        _("Ground floor, window 3"),
        _("Monday to Friday, 9:00 to 17:00"),
        "window@court.example",
    )


def _law() -> parts.Law:
    return parts.Law(
        "CPL 126",
        _("Civil Procedure Law, article 126"),
        _("The court must accept a proper filing in time, or refuse it in a ruling open to appeal."),
        "#law",
    )


def _wrong_form() -> SampleForm:
    form = SampleForm(
        {"claimant": "", "amount": "12万", "lent_on_year": "2025", "lent_on_month": "13", "lent_on_day": "1"}
    )
    form.errors["amount"].clear()
    problem = parts.Problem(
        _("The amount must be written in digits."),
        "amount",
        _law(),
        _("Write 120000 for 12万, without other words."),
    )
    attach(form, [problem])
    whole = ValidationError(
        _("A filing with the same parties and the same claim was sent on 20 November."),
        params={"law": "CPL 127(5)", "remedy": _("Open that filing and add to it, or say why this one is different.")},
    )
    form.add_error(None, whole)
    return form


def _tasks() -> list[parts.TaskGroup]:
    return [
        parts.TaskGroup(_("Tell us"), [
            parts.Task(_("Your details"), "done", "#task"),
            parts.Task(_("The other side"), "in_progress", "#task"),
            parts.Task(_("Your claim"), "problem", "#task", _("The amount is missing")),
        ]),
        parts.TaskGroup(_("Show us"), [
            parts.Task(_("Evidence"), "not_started", "#task"),
            parts.Task(_("Witnesses"), "optional", "#task"),
            parts.Task(_("Check and send"), "cannot_start", "", _("First finish the tasks above")),
        ]),
    ]  # fmt: skip


def _steps() -> list[parts.Step]:
    clerk = _("Zhou Min, clerk")
    return [
        parts.Step(_("Filing received"), NOW - timedelta(days=12), _("Li Hua, claimant"), "CPL 122"),
        parts.Step(_("Filing returned for correction"), NOW - timedelta(days=10), clerk, _law(), "problem",
                   _("The copy of the identity card could not be read."), href="#step"),
        parts.Step(_("Case accepted"), NOW - timedelta(days=5), clerk, _law(), href="#step"),
        parts.Step(_("Time for the answer"), NOW - timedelta(days=4), _("Wang Qiang, defendant"), "CPL 128", "current",
                   next_what=_("Answer due"), next_date=date(2026, 12, 3)),
        parts.Step(_("Hearing"), None, _("Judge Chen"), "CPL 139", "ahead", next_date=NOW + timedelta(days=25)),
        parts.Step(_("Judgment"), None, "", "CPL 152", "ahead", next_what=_("By"), next_date=date(2027, 5, 17)),
    ]  # fmt: skip


def _clocks() -> list[parts.Clock]:
    clock = parts.Clock
    label = _("The court decides on your filing")
    return [
        clock(label, NOW + timedelta(days=6), NOW, law=_law()),
        clock(label, NOW + timedelta(days=1), NOW),
        clock(label, NOW.date(), NOW),
        clock(label, NOW - timedelta(days=2), NOW, law="CPL 126"),
        clock(label, NOW - timedelta(days=2), NOW, NOW - timedelta(days=3)),
        clock(label, NOW - timedelta(days=2), NOW, NOW - timedelta(days=1)),
    ]


def _table() -> parts.Table:
    columns = [
        parts.Column(_("Case")),
        parts.Column(_("Parties")),
        parts.Column(_("Amount"), numeric=True),
        parts.Column(_("Due")),
    ]
    rows = [
        parts.Row(
            ["（2026）渝0112民初1234号", _("Li Hua v Wang Qiang"), "186,500.00", day(date(2026, 11, 20))],
            "#row",
            "overdue",
        ),
        parts.Row(
            ["（2026）渝0112民初1240号", _("Zhao Lei v Sunrise Ltd"), "9,800.00", day(date(2026, 11, 24))],
            "#row",
            "new",
        ),
        parts.Row(
            ["（2026）渝0112民初1188号", _("Chen Yu v Liu Fang"), "1,250,000.00", day(date(2026, 12, 1))],
            "#row",
            "selected",
        ),
    ]
    return parts.Table(_("Filings to decide"), columns, rows)


def _files() -> list[parts.FileReceipt]:
    return [
        parts.FileReceipt("借条.jpg", 1_468_006, _DIGEST, NOW),
        parts.FileReceipt(
            "转账记录.pdf",
            31 * _MEGABYTE,
            problem=_("This file is larger than the limit of 20 MB. Send it in two parts."),
        ),
    ]


def specimens(request: HttpRequest) -> dict[str, Any]:
    """The context of both pages of the style guide."""
    pages = Paginator(range(1, 236), 20)
    seals = [
        parts.Seal("sealing", NOW),
        parts.Seal("promised", NOW, ledger=_("ledger of Chongqing")),
        parts.Seal("proven", NOW, "#proof", _("ledger of Chongqing")),
        parts.Seal("failed", NOW),
    ]
    return {
        "form": SampleForm(),
        "wrong": _wrong_form(),
        "resumed": SampleForm(
            initial={"cause": "loan", "papers": ["iou", "chat"], "lent_on": date(2025, 3, 8)}, prefix="resumed"
        ),
        "contact": _contact(),
        "law": _law(),
        "tasks": _tasks(),
        "steps": _steps(),
        "clocks": _clocks(),
        "table": _table(),
        "empty_table": parts.Table(_("Overdue"), [parts.Column(_("Case"))], [], _("Nothing is overdue.")),
        "page": pages.get_page(request.GET.get("page", 5)),
        "seals": seals,
        "files": _files(),
        "reasons": [
            parts.Reason(
                _("A contract is tried where the defendant lives or where it is performed."),
                "CPL 24",
            ),
            parts.Reason(_("The defendant lives in Yubei district."), ""),
            parts.Reason(_("186,500 yuan is below the limit of the intermediate court."), _law()),
        ],
        "answers": [
            parts.Answer(_("Your name"), "李华", "#change"),
            parts.Answer(_("Claim"), "186,500.00 元\n人民币壹拾捌万陆仟伍佰元整", "#change"),
            parts.Answer(_("Witnesses"), "", "#change"),
        ],
        "amount": Money(18_650_000),
        "now": NOW,
        "digest": _DIGEST,
        "limit": 20 * _MEGABYTE,
    }
