"""What is typed into forms that are sent as a whole is kept before it is sent."""

from typing import ClassVar

from django.db import migrations, models

import tongban.frame.personal
import tongban.kernel.ids


class Migration(migrations.Migration):
    """Of filing."""

    dependencies: ClassVar = [("filing", "0011_further")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Typed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(default=tongban.kernel.ids.new_id, editable=False, unique=True)),
                ("layer", models.CharField(max_length=16)),
                (
                    "court",
                    models.CharField(
                        blank=True, db_index=True, help_text="Code of the court whose row it is.", max_length=16
                    ),
                ),
                ("case", models.UUIDField(db_index=True, help_text="uid of the case it belongs to.", null=True)),
                ("holder", models.UUIDField(db_index=True, help_text="uid of the person whose row it is.", null=True)),
                (
                    "until",
                    models.DateTimeField(help_text="Shown up to this time to those who are not staff.", null=True),
                ),
                (
                    "page",
                    models.CharField(help_text="Path of the address to which the form is sent.", max_length=200),
                ),
                ("values", tongban.frame.personal.PersonalJSON(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("holder", "page"), name="typed_once_for_each_page")],
            },
        ),
    ]
