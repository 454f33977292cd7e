from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_recusals"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="position",
            field=models.CharField(
                blank=True, default="", help_text="As papers call it, where its side does not say.", max_length=16
            ),
            preserve_default=False,
        ),
    ]
