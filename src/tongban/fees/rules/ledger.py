"""How each event moves the court's money (交纳办法 20, 27, 29, 44, 52, 53; SI 207): pure transfers between accounts.

Each function answers with the transfers of one event. A transfer is its two lines at once, so the books balance after
any of them; what an event may not do is to take from a place more than lies there, which `overdrawn` finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from tongban.fees.vocabulary import GROWS_BY_DEBIT, Account, Place, Standing, Transfer
from tongban.kernel.money import Money

Transfers = tuple[Transfer, ...]
Balances = Mapping[tuple[Place, str], int]
"""By place and currency, in minor units: what was debited less what was credited."""


def assessed(charge: UUID, amount: Money) -> Transfers:
    """A party owes a fee."""
    return _moved(Place(Account.DUE, charge), Place(Account.PREPAID, charge), amount)


def received(payment: UUID, amount: Money, through: Account = Account.BANK) -> Transfers:
    """Money came in; nobody has said for what."""
    return _moved(Place(through), Place(Account.UNIDENTIFIED, payment), amount)


def put(payment: UUID, charge: UUID, amount: Money) -> Transfers:
    """Money that came in pays for a charge."""
    return _moved(Place(Account.UNIDENTIFIED, payment), Place(Account.DUE, charge), amount)


def returned(payment: UUID, refund: UUID, amount: Money) -> Transfers:
    """Money that came in is to go back."""
    return _moved(Place(Account.UNIDENTIFIED, payment), Place(Account.REFUNDS, refund), amount)


def refunded(charge: UUID, refund: UUID, amount: Money) -> Transfers:
    """Of what was paid for a charge, this is to go back."""
    return _moved(Place(Account.PREPAID, charge), Place(Account.REFUNDS, refund), amount)


def paid_out(refund: UUID, amount: Money, through: Account = Account.BANK) -> Transfers:
    """A refund has left the court's account."""
    return _moved(Place(Account.REFUNDS, refund), Place(through), amount)


def came_back(refund: UUID, amount: Money, through: Account = Account.BANK) -> Transfers:
    """A refund that had left was sent back: it is owed again."""
    return _moved(Place(through), Place(Account.REFUNDS, refund), amount)


def counted(earlier: UUID, charge: UUID, amount: Money) -> Transfers:
    """What was paid for an earlier fee pays for this one (SI 195(1))."""
    return _moved(Place(Account.PREPAID, earlier), Place(Account.DUE, charge), amount)


def relieved(charge: UUID, waived: Money) -> Transfers:
    """A waiver or a reduction: this part is not asked for (交纳办法 45, 46)."""
    return _moved(Place(Account.RELIEF, charge), Place(Account.DUE, charge), waived)


def relieved_late(charge: UUID, refund: UUID, waived: Money) -> Transfers:
    """A waiver or a reduction of what was paid already: this part goes back (交纳办法 43, 45, 46)."""
    return _moved(Place(Account.RELIEF, charge), Place(Account.REFUNDS, refund), waived)


def given_up(charge: UUID, standing: Standing, currency: str = "CNY") -> Transfers:
    """Nothing was paid and the case counts as withdrawn: what is still due is no longer asked for (SI 213)."""
    return _moved(Place(Account.PREPAID, charge), Place(Account.DUE, charge), Money(standing.due, currency))


def lowered(charge: UUID, refund: UUID | None, due: Money, back: Money, eased: Money) -> Transfers:
    """Less is asked for than before: `due` of what is still owed is not, `back` of what was paid goes back, and `eased`
    of what was waived no longer waits for who bears the fee in the end (交纳办法 50).
    """
    prepaid = Place(Account.PREPAID, charge)
    return (
        *_moved(prepaid, Place(Account.DUE, charge), due),
        *_moved(prepaid, Place(Account.REFUNDS, refund), back),
        *_moved(prepaid, Place(Account.RELIEF, charge), eased),
    )


def written_off(charge: UUID, standing: Standing, currency: str = "CNY") -> Transfers:
    """What is owed cannot be got; what was paid of it is earned, unless all of it was when it was allotted."""
    return (
        *_moved(Place(Account.WRITE_OFF, charge), Place(Account.DUE, charge), Money(standing.due, currency)),
        *earned(charge, Money(max(standing.held, 0), currency)),
    )


def earned(charge: UUID, amount: Money) -> Transfers:
    """A fee falls on its payer for good."""
    return _moved(Place(Account.PREPAID, charge), Place(Account.INCOME), amount)


def earned_as_laid(charge: UUID, standing: Standing, currency: str = "CNY") -> Transfers:
    """What a judgment laid on a party is paid: it is earned, but for what relief took from it (50)."""
    prepaid = Place(Account.PREPAID, charge)
    return (
        *earned(charge, Money(standing.prepaid - standing.relief, currency)),
        *_moved(prepaid, Place(Account.RELIEF, charge), Money(standing.relief, currency)),
    )


def settled_gateway(amount: Money) -> Transfers:
    """The gateway has handed over what it took for the court."""
    return _moved(Place(Account.BANK), Place(Account.GATEWAY), amount)


def remitted(amount: Money) -> Transfers:
    """The court has handed its income over to the treasury (交纳办法 52)."""
    return _moved(Place(Account.TREASURY), Place(Account.BANK), amount)


def back_to_payer(standing: Standing, share: int) -> int:
    """What a payer who bears `share` fen gets back: what it paid above its share less its relief (SI 207)."""
    return max(standing.held - max(share - standing.relief, 0), 0)


def borne(charge: UUID, standing: Standing, share: int, refund: UUID | None, currency: str = "CNY") -> Transfers:
    """The fee is allotted: `share` fen fall on the payer, the rest on others, who are charged for it apart.

    What relief leaves of the share becomes income. Relief that covers more than the share is not needed, because
    another bears the fee, and is taken back (交纳办法 50). What was paid above the share goes back (SI 207), and what
    was not paid of it is no longer asked of this payer.
    """
    prepaid, due, relief = Place(Account.PREPAID, charge), Place(Account.DUE, charge), Place(Account.RELIEF, charge)
    covered = min(standing.relief, share)
    income, back = share - covered, back_to_payer(standing, share)
    freed = standing.prepaid - share - back
    return (
        *earned(charge, Money(income, currency)),
        *_moved(prepaid, relief, Money(covered, currency)),
        *_moved(due, relief, Money(standing.relief - covered, currency)),
        *_moved(prepaid, Place(Account.REFUNDS, refund), Money(back, currency)),
        *_moved(prepaid, due, Money(freed, currency)),
    )


def taken_back(transfer: Transfer) -> Transfer:
    """What takes `transfer` back; the books never lose a line."""
    return Transfer(transfer.credit, transfer.debit, transfer.amount)


def balances(transfers: Iterable[Transfer]) -> dict[tuple[Place, str], int]:
    """What stands at each place; over all places of a currency the sum is nothing."""
    found: dict[tuple[Place, str], int] = {}
    for transfer in transfers:
        for place, sign in ((transfer.debit, 1), (transfer.credit, -1)):
            key = (place, transfer.amount.currency)
            found[key] = found.get(key, 0) + sign * transfer.amount.minor
    return found


def overdrawn(found: Balances) -> list[Place]:
    """Places of a charge, payment or refund from which more was taken than lay there."""
    return [
        place
        for (place, _currency), minor in found.items()
        if place.of is not None and (minor < 0 if place.account in GROWS_BY_DEBIT else minor > 0)
    ]


def standing(found: Balances, charge: UUID, currency: str = "CNY") -> Standing:
    """What `charge` stands at."""

    def at(account: Account) -> int:
        return found.get((Place(account, charge), currency), 0)

    return Standing(at(Account.DUE), -at(Account.PREPAID), at(Account.RELIEF), at(Account.WRITE_OFF))


def _moved(debit: Place, credit: Place, amount: Money) -> Transfers:
    return (Transfer(debit, credit, amount),) if amount.minor else ()
