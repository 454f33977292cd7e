"""Helpers for tests of money and service: quick papers, the fee paid, the defendant's letter."""

from __future__ import annotations

import io
from uuid import UUID

import pikepdf
import pytest
from django.conf import settings

from tests.builders import House, material, picture
from tongban.cases.vocabulary import CaseView
from tongban.delivery.models import Attempt
from tongban.documents.actions.paper import Rendering, Signature
from tongban.documents.adapters.in_place import in_place
from tongban.documents.models import Version
from tongban.fees.actions.bank_import import import_file
from tongban.fees.models import BankFile, Charge
from tongban.register.actions.seal import measure

HEAD = "reference,value_date,amount,currency,payment_code,payer,remark\n"
NONE: frozenset[str] = frozenset()

__all__ = ["HEAD", "NONE", "letter_of", "material", "paid", "picture", "quick_papers", "statement", "take"]


def quick_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers become an empty page at once instead of being typeset, and a certificate another one when it is sealed."""

    def render(uid: UUID) -> Rendering:
        content = _page(str(uid))
        return Rendering(uid, in_place().store.put(content), 1, measure(content))

    def sealed(uid: UUID, *, court: str, name: str, reason: str) -> Signature:
        content, onto = _page(f"{uid} {court} {reason}"), Version.objects.filter(document__uid=uid).latest("number")
        kept = in_place().store.put(content)
        return Signature(uid, onto.sha256, kept, 1, measure(content), name, settings.TONGBAN_CLOCK.wall(), closes=True)

    monkeypatch.setattr("tongban.reactions.papers.render", render)
    monkeypatch.setattr("tongban.delivery.actions.certificates.court_seal", sealed)


def _page(title: str) -> bytes:
    out, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = title
    pdf.save(out)
    return out.getvalue()


def statement(*rows: str) -> bytes:
    """A bank's CSV."""
    return (HEAD + "".join(row + "\n" for row in rows)).encode()


def take(house: House, *rows: str, name: str = "s.csv") -> BankFile:
    """The bank reports these rows."""
    return import_file(statement(*rows), name, at=house.at)


def paid(house: House, case: CaseView | None = None) -> CaseView:
    """A case whose fee was paid, with everything done that was due."""
    case = case or house.case()
    assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    take(house, f"EB-{charge.code},2026-11-23,2015.00,CNY,{charge.code},林晓梅,诉讼费")
    assert house.work(without=NONE) == []
    return case


def letter_of(case: CaseView) -> Attempt:
    """The letter to the defendant."""
    return Attempt.objects.get(case=case.uid, channel="letter", dispatch__purpose="defence")
