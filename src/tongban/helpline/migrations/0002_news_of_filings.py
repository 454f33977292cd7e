"""News of filings and money: how many of one kind came lately is asked often."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Of helpline."""

    dependencies: ClassVar = [("helpline", "0001_initial")]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="notice",
            name="concerns",
            field=models.UUIDField(
                help_text="uid of the case, filing, errand or question that it leads to.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["holder", "kind", "made_at"], name="notice_lately"),
        ),
    ]
