import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_change_sets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "plan",
            "state",
            models.CharField(
                max_length=10,
                choices=[
                    ("started", "en preparación"),
                    ("published", "publicado"),
                    ("dropped", "retirado sin publicarse"),
                ],
                default="published",
            ),
        ),
        migrations.AddField("plan", "started_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("level", "code_pattern", models.CharField(blank=True, max_length=40)),
        migrations.AlterField(
            "link",
            "state",
            models.CharField(
                max_length=10,
                choices=[
                    ("printed", "impreso en el documento"),
                    ("proposed", "propuesto"),
                    ("agreed", "acordado"),
                    ("rejected", "rechazado"),
                    ("ended", "terminado"),
                ],
                default="printed",
            ),
        ),
        migrations.AddField(
            "link",
            "ended_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("link", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "link",
            "ended_side",
            models.CharField(
                blank=True,
                choices=[("source", "el plan que lo dice"), ("target", "el plan del que habla")],
                max_length=6,
            ),
        ),
        migrations.AddField("link", "ending", models.TextField(blank=True)),
        migrations.RemoveConstraint("link", "link_once"),
        migrations.AddConstraint(
            "link",
            models.UniqueConstraint(fields=["source", "target", "kind"], condition=~Q(state="ended"), name="link_once"),
        ),
        migrations.AddConstraint(
            "link",
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, ended_side__in=("source", "target"))
                | (~Q(state="ended") & Q(ended_at__isnull=True, ended_side="")),
                name="link_ended_by_a_side",
            ),
        ),
    ]
