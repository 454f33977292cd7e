from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_parties_noted_dead"),
    ]

    operations = [
        migrations.AddField(
            model_name="party",
            name="abroad",
            field=models.BooleanField(default=False, help_text="It has no domicile in the country (CPL 285, 286)."),
        ),
        migrations.AddField(
            model_name="clock",
            name="counted_as",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Id of the period that runs in its place for who lives abroad.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="void",
            field=models.BooleanField(default=False),
        ),
    ]
