from django.db import migrations, models

import tongban.frame.personal


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_clock_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="guardian",
            field=tongban.frame.personal.PersonalText(
                blank=True, default="", help_text="Who acts for it by law (法定代理人)."
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="loss",
            field=models.CharField(
                blank=True, default="", help_text="That it died or can no longer act itself.", max_length=16
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="lost_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="heir_of",
            field=models.UUIDField(help_text="uid of the party whose place it took.", null=True),
        ),
        migrations.AddField(
            model_name="party",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
    ]
