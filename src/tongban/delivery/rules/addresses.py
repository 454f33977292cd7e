"""What a confirmation of the address for service needs (邮寄送达规定 3-5; 在线诉讼规则 30; SI 136, 137)."""

from __future__ import annotations

import re

from tongban.courts.vocabulary import NumberRelation
from tongban.delivery.vocabulary import AddressGround
from tongban.kernel.refusal import Refusal

LAW = "邮寄送达 3, 4; SI 136"
CARRY_LAW = "SI 137; 邮寄送达 4(3)"
CARRIED = frozenset(
    {
        *(NumberRelation.APPEAL, NumberRelation.JURISDICTION_APPEAL, NumberRelation.REMAND),
        *(NumberRelation.RETRIAL_APPLICATION, NumberRelation.OWN_MOTION, NumberRelation.PROTEST),
        *(NumberRelation.RETRIAL, NumberRelation.ENFORCEMENT, NumberRelation.RESUMPTION),
    }
)
"""How a case follows another in which an address that was confirmed there goes on counting (SI 137)."""
LEAST = 6
"""Characters of the shortest address that a postman finds; a house rule."""
_POSTCODE = re.compile(r"[0-9]{6}")
_PHONE = re.compile(r"\+?[0-9][0-9 -]{5,19}")
_EMAIL = re.compile(r"[^@\s<>]{1,64}@[^@\s<>.]+(\.[^@\s<>.]+)+")


def address_flaws(
    ground: AddressGround, *, address: str, postcode: str, phone: str, email: str, told: bool
) -> tuple[Refusal, ...]:
    """Everything that is missing or cannot be. `told`: what the confirmation means was read, or explained.

    Who gives no address is served at the one on record, after being told so (邮寄送达规定 3, 5).
    """
    found = []
    if len(address) < LEAST:
        found.append(Refusal("delivery.address_missing", LAW, ("address",)))
    if postcode and not _POSTCODE.fullmatch(postcode):
        found.append(Refusal("delivery.postcode_wrong", LAW, ("postcode",)))
    if phone and not _PHONE.fullmatch(phone):
        found.append(Refusal("delivery.phone_wrong", LAW, ("phone",)))
    if ground is AddressGround.CONFIRMED and not phone:
        found.append(Refusal("delivery.phone_missing", LAW, ("phone",)))
    if email and not _EMAIL.fullmatch(email):
        found.append(Refusal("delivery.email_wrong", LAW, ("email",)))
    if not told:
        law = "邮寄送达 3" if ground is AddressGround.WITHHELD else "在线诉讼规则 30"
        found.append(Refusal("delivery.not_told", law, ("told",)))
    return tuple(found)


def addressee(name: str, *, guardian: str = "", receiver: str = "") -> str:
    """To whom a letter goes: for who cannot act alone, to the one who acts by law (CPL 60; 邮寄送达 9(ii)); to whom the
    party named as receiver (CPL 88).
    """
    return f"{name}{f'（法定代理人：{guardian}）' if guardian else ''}{f'（代收人：{receiver}）' if receiver else ''}"


def sent_to(address: str, *, known: str) -> str:
    """To where a letter went, as the other side may read it: the address that stands in the pleadings (`known`) itself,
    what the party confirmed, or the court found, not (邮寄送达 4(2)).
    """
    return address if address == known else "受送达人确认或者登记记载的送达地址（不向对方公开）"
