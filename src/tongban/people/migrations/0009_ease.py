from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_wider_id_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="asks_help",
            field=models.BooleanField(
                default=False, help_text="Stated the own wish for the assisted way; no reason kept."
            ),
        ),
    ]
