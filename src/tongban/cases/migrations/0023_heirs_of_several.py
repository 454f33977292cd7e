from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_authority_before_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="also_heir_of",
            field=models.JSONField(default=list, help_text="uids of further parties whose place it took."),
        ),
    ]
