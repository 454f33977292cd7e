from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_authority_before_case"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="party",
            index=models.Index(condition=models.Q(("loss", "death")), fields=["person"], name="parties_noted_dead"),
        ),
    ]
