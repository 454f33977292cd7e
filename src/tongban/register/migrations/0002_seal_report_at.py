from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="seal",
            name="report_at",
            field=models.DateTimeField(help_text="Business time at which the signed report was asked for.", null=True),
        ),
    ]
