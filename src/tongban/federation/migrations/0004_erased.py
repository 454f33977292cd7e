# Written for Django 5.2

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("federation", "0003_parcelnote"),
    ]

    operations = [
        migrations.AddField(model_name="outbound", name="erased", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="inbound", name="erased", field=models.BooleanField(default=False)),
    ]
