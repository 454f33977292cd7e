import django.db.models.deletion
import tongban.frame.personal
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0010_fiscal_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeeReview",
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
                ("about", models.CharField(max_length=8)),
                ("written", tongban.frame.personal.PersonalText()),
                ("asked_at", models.DateTimeField()),
                ("due", models.DateField(help_text="Last day to decide it.")),
                ("changed", models.BooleanField(null=True)),
                ("ground", models.CharField(blank=True, max_length=16)),
                ("words", tongban.frame.personal.PersonalText(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "charge",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fees.charge"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("charge", "about"), name="fee_reviewed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("changed__isnull", True), ("ground", ""))
                        | models.Q(("changed__isnull", False), ("ground__gt", "")),
                        name="fee_review_has_ground",
                    ),
                ],
            },
        ),
    ]
