from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0025_parties_abroad"),
    ]

    operations = [
        migrations.AddField(
            model_name="clockincident",
            name="restored_to",
            field=models.DateField(help_text="Last day that the court named when it restored the period.", null=True),
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
