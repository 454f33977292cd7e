from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0014_refusals"),
    ]

    operations = [
        migrations.AddField(
            model_name="filing",
            name="again",
            field=models.UUIDField(help_text="uid of the very same filing before, which was over.", null=True),
        ),
    ]
