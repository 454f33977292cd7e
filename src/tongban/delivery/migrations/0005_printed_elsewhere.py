from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("delivery", "0004_every_way"),
    ]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="elsewhere",
            field=models.CharField(blank=True, help_text="The court that prints and posts this letter.", max_length=16),
        ),
    ]
