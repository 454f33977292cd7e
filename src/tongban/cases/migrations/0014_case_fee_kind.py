from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_wider_id_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="fee_kind",
            field=models.CharField(default="property", help_text="Item of the tariff (交纳办法 13).", max_length=32),
        ),
    ]
