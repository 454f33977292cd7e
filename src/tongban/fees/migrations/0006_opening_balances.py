"""The journal of money begins: what was asked for, came in, was matched and lapsed before is posted from its rows."""

import json
from functools import partial

from django.db import migrations
from django.utils import timezone

from tongban.frame.guard import lifted
from tongban.kernel.ids import new_id


def open_books(apps, editor):
    del editor
    with lifted("the first lines of the journal, from what the register and the rows tell"):
        lapsed = _lapsed(apps)
        for charge in apps.get_model("fees", "Charge").objects.order_by("id").iterator():
            _post(
                apps, charge, "fee_assessed", charge.uid, ("due", charge.uid), ("prepaid", charge.uid), charge.made_at
            )
            if charge.uid.hex in lapsed and charge.state == "open":
                at = lapsed[charge.uid.hex]
                _post(apps, charge, "fee_lapsed", charge.uid, ("prepaid", charge.uid), ("due", charge.uid), at)
                charge.state = "closed"
                charge.save(update_fields=["state"])
        for row in apps.get_model("fees", "Payment").objects.select_related("charge").order_by("id").iterator():
            told = partial(_post, apps, row, day=row.value_date, reference=row.reference, at=row.taken_at)
            told("payment_received", row.uid, ("bank", None), ("unidentified", row.uid))
            if row.charge and not row.held:
                told("charge_paid", row.charge.uid, ("unidentified", row.uid), ("due", row.charge.uid))


def _lapsed(apps):
    rows = apps.get_model("register", "Entry").objects.filter(event="fee_lapsed").values_list("body", "at")
    return {json.loads(body)["charge"].replace("-", ""): at for body, at in rows}


def _post(apps, row, event, of, debit, credit, at, day=None, reference=""):
    if not row.amount_minor:
        return
    apps.get_model("fees", "Posting").objects.create(
        uid=new_id(),
        layer="staff",
        court=row.court,
        case=row.case,
        key=f"{event}:{of}:0",
        event=event,
        debit=debit[0],
        debit_of=debit[1],
        credit=credit[0],
        credit_of=credit[1],
        amount_minor=row.amount_minor,
        currency=row.currency,
        value_date=day or timezone.localtime(at).date(),
        reference=reference,
        at=at,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0005_money"),
        ("register", "0003_alarm"),
    ]

    operations = [migrations.RunPython(open_books, migrations.RunPython.noop)]
