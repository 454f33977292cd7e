import django.db.models.deletion
import tongban.frame.personal
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fees", "0009_fees_beside"),
    ]

    operations = [
        migrations.CreateModel(
            name="FiscalReceipt",
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
                ("number", models.CharField(max_length=32, unique=True)),
                ("amount_minor", models.BigIntegerField()),
                ("currency", models.CharField(default="CNY", max_length=3)),
                ("whose", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=16)),
                ("title", tongban.frame.personal.PersonalText()),
                ("credit_code", models.CharField(blank=True, max_length=18)),
                ("state", models.CharField(db_index=True, default="asked", max_length=12)),
                ("flaw", models.CharField(blank=True, max_length=12)),
                ("told", tongban.frame.personal.PersonalText(blank=True)),
                ("cause", models.CharField(blank=True, max_length=12)),
                ("code", models.CharField(blank=True, help_text="票据代码", max_length=12)),
                ("bill", models.CharField(blank=True, help_text="票据号码", max_length=12)),
                ("check_code", models.CharField(blank=True, help_text="校验码", max_length=20)),
                ("issued_on", models.DateField(db_index=True, null=True)),
                ("issuer", models.CharField(blank=True, max_length=100)),
                (
                    "view_at",
                    models.CharField(blank=True, help_text="Address at which the treasury shows it.", max_length=300),
                ),
                ("red_code", models.CharField(blank=True, max_length=12)),
                ("red_bill", models.CharField(blank=True, max_length=12)),
                ("red_check", models.CharField(blank=True, max_length=20)),
                ("reversed_on", models.DateField(db_index=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(db_index=True, help_text="When its state changed last.")),
                (
                    "charge",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="fees.charge"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["reversed", "dropped"]), _negated=True),
                        fields=("charge",),
                        name="fiscal_one_alive",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("bill", ""), _negated=True),
                        fields=("code", "bill"),
                        name="fiscal_bill_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_minor__gt", 0)), name="fiscal_above_zero"),
                ],
            },
        ),
    ]
