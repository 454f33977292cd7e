from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0013_own_paper_recognised"),
    ]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="ruling",
            field=models.UUIDField(help_text="uid of the ruling by which it was refused.", null=True),
        ),
        migrations.AddField(
            model_name="filing",
            name="served_on",
            field=models.DateField(help_text="Day on which the ruling was served.", null=True),
        ),
        migrations.AddField(
            model_name="filing",
            name="appeal_until",
            field=models.DateField(help_text="Last day to appeal against the ruling.", null=True),
        ),
        migrations.AddField(
            model_name="filing",
            name="above",
            field=models.JSONField(default=dict, help_text="Where an appeal went, and what the court above ruled."),
        ),
    ]
