from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_parties_noted_dead"),
    ]

    operations = [
        migrations.AddField(
            model_name="clockincident",
            name="until",
            field=models.DateField(
                help_text="Last day of the period that the court named when it restored it.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="clockincident",
            name="kind",
            field=models.CharField(
                choices=[
                    ("span", "span"),
                    ("new_start", "new_start"),
                    ("extension", "extension"),
                    ("outage", "outage"),
                    ("obstacle", "obstacle"),
                ],
                max_length=16,
            ),
        ),
    ]
