from django.db import migrations

import tongban.frame.personal


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_ease_and_rights"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="contact_told",
            field=tongban.frame.personal.PersonalText(
                blank=True,
                default="",
                help_text="Every telephone, e-mail and address that the person told in the account, oldest first.",
            ),
            preserve_default=False,
        ),
    ]
