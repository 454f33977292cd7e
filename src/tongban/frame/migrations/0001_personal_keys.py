from django.db import migrations

from tongban.frame.keyring import key_file, make_ring


def make_keys(apps, schema_editor):
    """Here and nowhere else: a file of keys that is lost later must not be made anew beside what it encrypted."""
    make_ring(key_file())


class Migration(migrations.Migration):
    dependencies = []

    operations = [migrations.RunPython(make_keys)]
