from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_heirs_of_several"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="party",
            index=models.Index(condition=models.Q(("loss", "death")), fields=["person"], name="parties_noted_dead"),
        ),
    ]
