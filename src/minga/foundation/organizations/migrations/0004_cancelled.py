from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0003_bodies")]

    operations = [
        migrations.AddField("electoralmode", "cancelled", models.BooleanField(default=False)),
        migrations.AddField("roleassignment", "cancelled", models.BooleanField(default=False)),
        migrations.RemoveConstraint("roleassignment", "role_once"),
        migrations.AddConstraint(
            "roleassignment",
            models.UniqueConstraint(
                fields=["person", "role", "scope_type", "scope_id", "starts"],
                name="role_once",
                condition=models.Q(cancelled=False),
                nulls_distinct=False,
            ),
        ),
    ]
