from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_offices"),
    ]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="days_set",
            field=models.PositiveIntegerField(
                help_text="Set by the court in place of the table's (CPL 85(1)).", null=True
            ),
        ),
    ]
