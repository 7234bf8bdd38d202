import django.db.models.deletion
import tenancy.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("projects", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="PlanImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="plan_imports",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("xlsx", "Excel"), ("xml", "MS Project")],
                                max_length=10,
                                verbose_name="type",
                            ),
                        ),
                        ("file_name", models.CharField(max_length=150, verbose_name="filnavn")),
                        ("content", models.BinaryField(null=True, verbose_name="indhold")),
                        (
                            "go_live_on",
                            models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                        ),
                        (
                            "default_phase",
                            models.CharField(
                                blank=True, max_length=8, verbose_name="fase til opgaver uden fase"
                            ),
                        ),
                        (
                            "default_theme",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="tema til opgaver uden tema",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "bliver læst"),
                                    ("read", "klar til gennemsyn"),
                                    ("refused", "afvist"),
                                    ("confirmed", "bliver indlæst"),
                                    ("done", "indlæst"),
                                    ("dismissed", "kasseret"),
                                ],
                                default="waiting",
                                max_length=20,
                                verbose_name="tilstand",
                            ),
                        ),
                        ("state_at", models.DateTimeField(verbose_name="tilstand siden")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="forsøg"),
                        ),
                        ("plan", models.JSONField(null=True, verbose_name="plan")),
                        ("preview", models.JSONField(null=True, verbose_name="gennemsyn")),
                        ("problems", models.JSONField(default=list, verbose_name="problemer")),
                        ("counts", models.JSONField(default=dict, verbose_name="antal")),
                        ("made_at", models.DateTimeField(verbose_name="sendt")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="sendt af",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indlæsning",
                        "verbose_name_plural": "indlæsninger",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["waiting", "confirmed"])),
                                fields=["state_at"],
                                name="plan_import_unfinished",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["xlsx", "xml"])),
                                name="plan_import_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "waiting",
                                            "read",
                                            "refused",
                                            "confirmed",
                                            "done",
                                            "dismissed",
                                        ],
                                    )
                                ),
                                name="plan_import_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("content__isnull", False), ("state", "waiting")),
                                    models.Q(
                                        models.Q(("state", "waiting"), _negated=True),
                                        ("content__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_import_keeps_the_file_until_it_is_read",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("plan__isnull", False),
                                        ("state__in", ["read", "confirmed"]),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("state__in", ["read", "confirmed"]), _negated=True
                                        ),
                                        ("plan__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="plan_import_keeps_the_plan_until_it_is_imported",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
