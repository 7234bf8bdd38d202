import django.db.models.constraints
import django.db.models.deletion
import pghistory.utils
import tenancy.constraints
import tenancy.operations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("projects", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Phase",
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
                                related_name="phases",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sub_phases",
                                to="phases.phase",
                                verbose_name="overordnet fase",
                            ),
                        ),
                        ("number", models.CharField(max_length=8, verbose_name="nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                        (
                            "starts_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="start, antal"
                            ),
                        ),
                        (
                            "starts_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="start, enhed",
                            ),
                        ),
                        (
                            "ends_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="slut, antal"
                            ),
                        ),
                        (
                            "ends_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="slut, enhed",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fase",
                        "verbose_name_plural": "faser",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "number"),
                                name="phase_number_unique_in_programme",
                            ),
                            models.UniqueConstraint(
                                deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                                fields=("programme", "position"),
                                name="phase_position_unique_in_programme",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="phase_id_with_programme"
                            ),
                            tenancy.constraints.SameParent(
                                name="phase_parent_in_same_programme",
                                parent="programme",
                                relation="parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent", None),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="phase_not_its_own_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="phase_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("starts_amount__isnull", True), ("starts_unit", "")),
                                    models.Q(
                                        ("starts_amount__isnull", False),
                                        ("starts_unit__in", ["day", "workday", "month"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="phase_start_says_amount_and_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_amount__isnull", True), ("ends_unit", "")),
                                    models.Q(
                                        ("ends_amount__isnull", False),
                                        ("ends_unit__in", ["day", "workday", "month"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="phase_end_says_amount_and_unit",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PhaseEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="phases.phase",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="phases.phase",
                                verbose_name="overordnet fase",
                            ),
                        ),
                        ("number", models.CharField(max_length=8, verbose_name="nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                        (
                            "starts_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="start, antal"
                            ),
                        ),
                        (
                            "starts_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="start, enhed",
                            ),
                        ),
                        (
                            "ends_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="slut, antal"
                            ),
                        ),
                        (
                            "ends_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="slut, enhed",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="phases_phas_pgh_cre_d52dab_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
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
                                related_name="themes",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("purpose", models.TextField(blank=True, verbose_name="formål")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                    ],
                    options={
                        "verbose_name": "tema",
                        "verbose_name_plural": "temaer",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "name"), name="theme_name_unique_in_programme"
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="theme_id_with_programme"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="theme_name_not_empty",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ThemeEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="phases.theme",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "programme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("purpose", models.TextField(blank=True, verbose_name="formål")),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="phases_them_pgh_cre_526046_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
