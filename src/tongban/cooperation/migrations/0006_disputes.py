# Written for Django 5.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cooperation", "0005_handedover_takenover_askedpage"),
    ]

    operations = [
        migrations.AddField(
            model_name="remoteact",
            name="envelope",
            field=models.UUIDField(help_text="The envelope that carried it.", null=True),
        ),
    ]
