# Written for Django 5.2

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_personal_data"),
    ]

    operations = [
        migrations.AlterField(
            model_name="removedcontent",
            name="removal",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.removal"
            ),
        ),
    ]
