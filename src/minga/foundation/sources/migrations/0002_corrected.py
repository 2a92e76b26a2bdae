from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="provenance",
            name="corrected",
            field=models.BooleanField(default=False),
        ),
    ]
