import django.db.models.deletion
import tongban.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_turns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recusal",
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
                ("motion", models.UUIDField(help_text="uid of the application.", unique=True)),
                ("party", models.UUIDField(help_text="uid of the party who asks.")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[("judge", "审判员"), ("clerk", "书记员")],
                        help_text="Empty: an expert.",
                        max_length=16,
                    ),
                ),
                ("person", models.UUIDField(help_text="Who is to withdraw, when it is judge or clerk.", null=True)),
                ("ground", models.CharField(help_text="Code of the ground.", max_length=16)),
                (
                    "decides",
                    models.CharField(
                        choices=[
                            ("committee", "审判委员会"),
                            ("president", "院长"),
                            ("presiding", "审判长或者独任审判员"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("aside", "暂停参与本案的工作"),
                            ("stays", "继续参与本案的工作"),
                            ("reviewed", "复议中，不停止参与本案的工作"),
                            ("left", "已回避"),
                            ("taken_back", "申请已撤回"),
                        ],
                        max_length=16,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "of_case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "state"], name="recusal_of_case")],
            },
        ),
    ]
