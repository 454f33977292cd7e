from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_position")]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="about",
            field=models.UUIDField(
                help_text="uid of the ruling from whose service it runs; of others empty.", null=True
            ),
        ),
    ]
