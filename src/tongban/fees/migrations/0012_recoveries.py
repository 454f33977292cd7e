import django.db.models.deletion
import tongban.frame.personal
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0011_fee_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recovery",
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
                ("state", models.CharField(db_index=True, default="proposed", max_length=12)),
                ("debtor", tongban.frame.personal.PersonalText(help_text="Who owes it, as the case calls the party.")),
                ("due", models.DateField(help_text="The last day to pay that was missed.")),
                ("handed_minor", models.BigIntegerField(help_text="What was owed when it was handed over.", null=True)),
                ("property_told", tongban.frame.personal.PersonalText(blank=True)),
                ("reasons", tongban.frame.personal.PersonalText(blank=True)),
                ("paper", models.UUIDField(help_text="uid of the paper by which it was handed over.", null=True)),
                ("enforcement", models.UUIDField(help_text="uid of the case of enforcement.", null=True)),
                ("made_at", models.DateTimeField()),
                ("handed_at", models.DateTimeField(null=True)),
                ("registered_at", models.DateTimeField(null=True)),
                (
                    "charge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fees.charge"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "registered"), _negated=True)
                        | models.Q(("enforcement__isnull", False)),
                        name="recovery_registered_as",
                    ),
                ],
            },
        ),
    ]
