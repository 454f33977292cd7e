from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("hearings", "0005_witnesses"),
    ]

    operations = [
        migrations.AddField(
            model_name="hearing",
            name="identity",
            field=models.JSONField(
                default=dict, help_text="How who takes part was checked: place, method, at, by uid."
            ),
        ),
        migrations.AlterField(
            model_name="hearing",
            name="present",
            field=models.JSONField(default=list, help_text="uids of the parties that take part."),
        ),
    ]
