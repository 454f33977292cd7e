from django.db import migrations

from tongban.frame.guard import lifted

AT_THE_WINDOWS = (
    ("fees", "FeeReview"),
    ("fees", "FiscalReceipt"),
    ("dossier", "Receipt"),
    ("dossier", "Item"),
    ("people", "Dispute"),
)


def narrow(apps, editor):
    """What lies in a case is open to who conducts it; what the windows work on gets the layer of the windows."""
    del editor
    with lifted("labels of rows that were written before the layer of the windows"):
        for table in AT_THE_WINDOWS:
            apps.get_model(*table).objects.filter(layer="handed_in").update(layer="counter")
        apps.get_model("fees", "Recovery").objects.filter(layer="handed_in").update(case=None)
        document = apps.get_model("documents", "Document")
        accepted = apps.get_model("filing", "Filing").objects.filter(of_case__isnull=False)
        for subject, case in accepted.values_list("uid", "of_case").iterator():
            document.objects.filter(subject=subject, layer="handed_in", case=None).update(case=case)


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0015_filed_again"),
        ("documents", "0005_reading_pagetext"),
        ("dossier", "0001_initial"),
        ("fees", "0012_recoveries"),
        ("people", "0009_ease_and_rights"),
    ]

    operations = [migrations.RunPython(narrow, migrations.RunPython.noop)]
