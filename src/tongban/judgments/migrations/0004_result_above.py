from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("judgments", "0003_personal_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="judgment",
            name="quashed_on",
            field=models.DateField(help_text="Since when another decision stands in its place.", null=True),
        ),
        migrations.AddField(
            model_name="judgment",
            name="above",
            field=models.JSONField(default=dict, help_text="What the court above decided, and its paper."),
        ),
        migrations.AlterField(
            model_name="judgment",
            name="of_case",
            field=models.UUIDField(),
        ),
        migrations.AddConstraint(
            model_name="judgment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("quashed_on", None)), fields=("of_case",), name="judgment_one_stands"
            ),
        ),
    ]
