from django.db import migrations, models


def all_rights():
    """Members who were named before rights were given one by one keep what they could do."""
    return ["file", "sign", "pay"]


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
        migrations.AddField(
            model_name="companion",
            name="rights",
            field=models.JSONField(
                default=all_rights, help_text="What a member may do for the organisation beside reading."
            ),
        ),
        migrations.AlterField(
            model_name="companion",
            name="rights",
            field=models.JSONField(default=list, help_text="What a member may do for the organisation beside reading."),
        ),
    ]
