import tongban.frame.personal
from tongban.frame.rewriting import encrypt_tables
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0004_personal_data"),
    ]

    operations = [
        migrations.AlterField(
            model_name="draftfile",
            name="name",
            field=tongban.frame.personal.PersonalText(),
        ),
        migrations.RunPython(encrypt_tables("filing", "DraftFile")),
    ]
