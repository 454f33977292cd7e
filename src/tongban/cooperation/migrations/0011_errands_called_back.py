from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0010_tables_between_zones"),
    ]

    operations = [
        migrations.AddField(
            model_name="serviceerrand",
            name="called_back_at",
            field=models.DateTimeField(help_text="When the court that asked wanted the papers back.", null=True),
        ),
    ]
