from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0012_typed"),
    ]

    operations = [
        migrations.AddField(
            model_name="draftpaper",
            name="sha256",
            field=models.CharField(
                blank=True, default="", help_text="Of the file: a state secret is found by it.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="draftpaper",
            name="kept",
            field=models.CharField(
                blank=True, default="", help_text="Names it in the store while pages wait.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="draftpaper",
            name="waiting",
            field=models.JSONField(default=list, help_text="Numbers of the pages that are pictures and wait."),
        ),
        migrations.AddField(
            model_name="draftpaper",
            name="recognised",
            field=models.CharField(
                blank=True,
                choices=[("read", "read"), ("no_program", "no_program"), ("failed", "failed")],
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="draftpaper",
            name="sure",
            field=models.JSONField(
                default=dict, help_text="By its number, how surely a page was recognised: digits, no text."
            ),
        ),
    ]
