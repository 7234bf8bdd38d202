import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pghistory.utils
import tenancy.constraints
import tenancy.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("organisations", "0001_initial"),
        ("phases", "0001_initial"),
        ("projects", "0001_initial"),
        ("roles", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="SharedTask",
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
                                related_name="shared_tasks",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("code", models.CharField(max_length=40, verbose_name="kode")),
                        ("title", models.CharField(max_length=200, verbose_name="titel")),
                        (
                            "phase",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_tasks",
                                to="phases.phase",
                                verbose_name="fase",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shared_tasks",
                                to="phases.theme",
                                verbose_name="tema",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(default=0, verbose_name="rækkefølge"),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Obligatorisk på kritisk vej"),
                                    (2, "Obligatorisk"),
                                    (3, "Anbefalet"),
                                ],
                                verbose_name="prioritet",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "opgave"),
                                    ("checkpoint", "tjekpunkt"),
                                    ("control_point", "kontrolpunkt"),
                                    ("milestone", "milepæl"),
                                ],
                                default="task",
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "goal",
                            models.TextField(blank=True, max_length=20000, verbose_name="mål"),
                        ),
                        (
                            "description",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="beskrivelse"
                            ),
                        ),
                        (
                            "method",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="metode og fremgangsmåde"
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, max_length=20000, verbose_name="resultat"),
                        ),
                        (
                            "quality_criteria",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="kvalitetskriterier"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="kilde"),
                        ),
                        (
                            "recommended_responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="roles.role",
                                verbose_name="anbefalet ansvarlig",
                            ),
                        ),
                        (
                            "recommended_executor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="roles.role",
                                verbose_name="anbefalet udfører",
                            ),
                        ),
                        (
                            "start_anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed", "fast dato"),
                                    ("go_live", "idriftsættelse"),
                                    ("wave_start", "bølgens start"),
                                    ("phase_start", "fasens start"),
                                    ("phase_end", "fasens slutning"),
                                    ("publication", "udgivelsen"),
                                ],
                                max_length=20,
                                verbose_name="start regnes fra",
                            ),
                        ),
                        (
                            "start_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="start, antal"
                            ),
                        ),
                        (
                            "start_unit",
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
                            "start_fixed_on",
                            models.DateField(blank=True, null=True, verbose_name="fast startdato"),
                        ),
                        (
                            "due_anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed", "fast dato"),
                                    ("go_live", "idriftsættelse"),
                                    ("wave_start", "bølgens start"),
                                    ("phase_start", "fasens start"),
                                    ("phase_end", "fasens slutning"),
                                    ("publication", "udgivelsen"),
                                ],
                                max_length=20,
                                verbose_name="frist regnes fra",
                            ),
                        ),
                        (
                            "due_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="frist, antal"
                            ),
                        ),
                        (
                            "due_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="frist, enhed",
                            ),
                        ),
                        (
                            "due_fixed_on",
                            models.DateField(blank=True, null=True, verbose_name="fast slutdato"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="udgivet"),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udgivet af",
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="trukket tilbage"
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="trukket tilbage af",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        (
                            "notable_version",
                            models.PositiveIntegerField(default=1, verbose_name="seneste ændring"),
                        ),
                        ("revision", models.PositiveIntegerField(default=1, verbose_name="udgave")),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.F("code"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("title"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("goal"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("description"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("method"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("result"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        models.Func(
                                            models.F("quality_criteria"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        config="danish",
                                    ),
                                    function="strip",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                                verbose_name="ordstammer",
                            ),
                        ),
                        (
                            "involved_roles",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                through="shared_tasks.SharedTaskRole",
                                to="roles.role",
                                verbose_name="involverede roller",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fællesopgave",
                        "verbose_name_plural": "fællesopgaver",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "code"),
                                name="shared_task_code_unique_in_programme",
                                violation_error_message="Koden bruges allerede i programmet.",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="shared_task_id_with_programme"
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_phase_in_same_programme",
                                parent="programme",
                                relation="phase",
                                violation_error_message="Fasen hører til et andet program.",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_theme_in_same_programme",
                                parent="programme",
                                relation="theme",
                                violation_error_message="Temaet hører til et andet program.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                name="shared_task_code_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="shared_task_title_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3])),
                                name="shared_task_priority_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["task", "checkpoint", "control_point", "milestone"],
                                    )
                                ),
                                name="shared_task_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("start_anchor", ""),
                                        ("start_amount__isnull", True),
                                        ("start_unit", ""),
                                        ("start_fixed_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("start_anchor", "fixed"),
                                        ("start_amount__isnull", True),
                                        ("start_unit", ""),
                                        models.Q(("start_fixed_on__isnull", True), _negated=True),
                                    ),
                                    models.Q(
                                        (
                                            "start_anchor__in",
                                            [
                                                "go_live",
                                                "wave_start",
                                                "phase_start",
                                                "phase_end",
                                                "publication",
                                            ],
                                        ),
                                        ("start_amount__isnull", False),
                                        ("start_unit__in", ["day", "workday", "month"]),
                                        ("start_fixed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="shared_task_start_rule_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("due_anchor", ""),
                                        ("due_amount__isnull", True),
                                        ("due_unit", ""),
                                        ("due_fixed_on__isnull", True),
                                    ),
                                    models.Q(
                                        ("due_anchor", "fixed"),
                                        ("due_amount__isnull", True),
                                        ("due_unit", ""),
                                        models.Q(("due_fixed_on__isnull", True), _negated=True),
                                    ),
                                    models.Q(
                                        (
                                            "due_anchor__in",
                                            [
                                                "go_live",
                                                "wave_start",
                                                "phase_start",
                                                "phase_end",
                                                "publication",
                                            ],
                                        ),
                                        ("due_amount__isnull", False),
                                        ("due_unit__in", ["day", "workday", "month"]),
                                        ("due_fixed_on__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="shared_task_due_rule_whole",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("published_at", None), ("published_by", None)),
                                    models.Q(
                                        ("published_at__isnull", False),
                                        ("published_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="shared_task_published_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                                    models.Q(
                                        ("withdrawn_at__isnull", False),
                                        ("withdrawn_by__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="shared_task_withdrawn_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at", None),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="shared_task_withdrawn_was_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notable_version__gte", 1),
                                    ("notable_version__lte", models.F("version")),
                                ),
                                name="shared_task_changed_in_a_version_it_has",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("goal"), 20000
                                ),
                                name="shared_task_goal_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("description"), 20000
                                ),
                                name="shared_task_description_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("method"), 20000
                                ),
                                name="shared_task_method_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("result"), 20000
                                ),
                                name="shared_task_result_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("quality_criteria"),
                                    20000,
                                ),
                                name="shared_task_quality_criteria_not_too_long",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskEvent",
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
                                to="shared_tasks.sharedtask",
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
                        ("code", models.CharField(max_length=40, verbose_name="kode")),
                        ("title", models.CharField(max_length=200, verbose_name="titel")),
                        (
                            "phase",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="phases.phase",
                                verbose_name="fase",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="phases.theme",
                                verbose_name="tema",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveIntegerField(default=0, verbose_name="rækkefølge"),
                        ),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "Obligatorisk på kritisk vej"),
                                    (2, "Obligatorisk"),
                                    (3, "Anbefalet"),
                                ],
                                verbose_name="prioritet",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("task", "opgave"),
                                    ("checkpoint", "tjekpunkt"),
                                    ("control_point", "kontrolpunkt"),
                                    ("milestone", "milepæl"),
                                ],
                                default="task",
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "goal",
                            models.TextField(blank=True, max_length=20000, verbose_name="mål"),
                        ),
                        (
                            "description",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="beskrivelse"
                            ),
                        ),
                        (
                            "method",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="metode og fremgangsmåde"
                            ),
                        ),
                        (
                            "result",
                            models.TextField(blank=True, max_length=20000, verbose_name="resultat"),
                        ),
                        (
                            "quality_criteria",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="kvalitetskriterier"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=200, verbose_name="kilde"),
                        ),
                        (
                            "recommended_responsible",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="roles.role",
                                verbose_name="anbefalet ansvarlig",
                            ),
                        ),
                        (
                            "recommended_executor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="roles.role",
                                verbose_name="anbefalet udfører",
                            ),
                        ),
                        (
                            "start_anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed", "fast dato"),
                                    ("go_live", "idriftsættelse"),
                                    ("wave_start", "bølgens start"),
                                    ("phase_start", "fasens start"),
                                    ("phase_end", "fasens slutning"),
                                    ("publication", "udgivelsen"),
                                ],
                                max_length=20,
                                verbose_name="start regnes fra",
                            ),
                        ),
                        (
                            "start_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="start, antal"
                            ),
                        ),
                        (
                            "start_unit",
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
                            "start_fixed_on",
                            models.DateField(blank=True, null=True, verbose_name="fast startdato"),
                        ),
                        (
                            "due_anchor",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fixed", "fast dato"),
                                    ("go_live", "idriftsættelse"),
                                    ("wave_start", "bølgens start"),
                                    ("phase_start", "fasens start"),
                                    ("phase_end", "fasens slutning"),
                                    ("publication", "udgivelsen"),
                                ],
                                max_length=20,
                                verbose_name="frist regnes fra",
                            ),
                        ),
                        (
                            "due_amount",
                            models.SmallIntegerField(
                                blank=True, null=True, verbose_name="frist, antal"
                            ),
                        ),
                        (
                            "due_unit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("day", "dage"),
                                    ("workday", "arbejdsdage"),
                                    ("month", "måneder"),
                                ],
                                max_length=10,
                                verbose_name="frist, enhed",
                            ),
                        ),
                        (
                            "due_fixed_on",
                            models.DateField(blank=True, null=True, verbose_name="fast slutdato"),
                        ),
                        (
                            "published_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="udgivet"),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udgivet af",
                            ),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="trukket tilbage"
                            ),
                        ),
                        (
                            "withdrawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="trukket tilbage af",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                        (
                            "notable_version",
                            models.PositiveIntegerField(default=1, verbose_name="seneste ændring"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_a020cb_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskRole",
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
                            "shared_task",
                            models.ForeignKey(
                                db_column="sharedtask_id",
                                on_delete=django.db.models.deletion.CASCADE,
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to="roles.role",
                                verbose_name="rolle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "involveret rolle",
                        "verbose_name_plural": "involverede roller",
                        "db_table": "shared_tasks_sharedtask_involved_roles",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shared_task", "role"),
                                name="shared_task_role_once_per_role",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskRoleEvent",
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
                                to="shared_tasks.sharedtaskrole",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "shared_task",
                            models.ForeignKey(
                                db_column="sharedtask_id",
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "role",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="roles.role",
                                verbose_name="rolle",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_e4e7e0_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskAttachment",
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
                            "shared_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("information", "information"),
                                    ("contract", "kontrakt/aftale"),
                                    ("declaration", "erklæring"),
                                    ("template", "skabelon"),
                                    ("guide", "vejledning"),
                                    ("instruction", "instruks"),
                                    ("tool", "redskab"),
                                    ("checklist", "tjekliste/drejebog"),
                                    ("case", "case"),
                                    ("best_practice", "bedste praksis"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="titel")),
                        ("url", models.URLField(max_length=500, verbose_name="adresse")),
                    ],
                    options={
                        "verbose_name": "eksternt bilag",
                        "verbose_name_plural": "eksterne bilag",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shared_task", "url"),
                                name="shared_task_attachment_once_per_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url__regex", "^https?://")),
                                name="shared_task_attachment_is_a_web_address",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskAttachmentEvent",
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
                                to="shared_tasks.sharedtaskattachment",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "shared_task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("information", "information"),
                                    ("contract", "kontrakt/aftale"),
                                    ("declaration", "erklæring"),
                                    ("template", "skabelon"),
                                    ("guide", "vejledning"),
                                    ("instruction", "instruks"),
                                    ("tool", "redskab"),
                                    ("checklist", "tjekliste/drejebog"),
                                    ("case", "case"),
                                    ("best_practice", "bedste praksis"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="titel")),
                        ("url", models.URLField(max_length=500, verbose_name="adresse")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_d3e93d_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskLink",
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
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "shared_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_here",
                                to="shared_tasks.sharedtask",
                                verbose_name="anden opgave",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("prerequisite", "forudsætning"),
                                    ("related", "tæt relateret"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opgavesammenhæng",
                        "verbose_name_plural": "opgavesammenhænge",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shared_task", "other", "kind"),
                                name="shared_task_link_once_per_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("shared_task", models.F("other")), _negated=True
                                ),
                                name="shared_task_link_not_to_itself",
                                violation_error_message="En opgave kan ikke forudsætte sig selv.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["prerequisite", "related"])),
                                name="shared_task_link_kind_known",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_link_shared_task_in_same_programme",
                                parent="programme",
                                relation="shared_task",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_link_other_in_same_programme",
                                parent="programme",
                                relation="other",
                                violation_error_message="Opgaven hører til et andet program.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskLinkEvent",
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
                                to="shared_tasks.sharedtasklink",
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
                            "shared_task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
                                verbose_name="anden opgave",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("prerequisite", "forudsætning"),
                                    ("related", "tæt relateret"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_02473f_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
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
                                related_name="publications",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("published_at", models.DateTimeField(verbose_name="udgivet")),
                        (
                            "published_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udgivet af",
                            ),
                        ),
                        (
                            "projects_reached",
                            models.PositiveIntegerField(default=0, verbose_name="projekter"),
                        ),
                        (
                            "tasks_arrived",
                            models.PositiveIntegerField(default=0, verbose_name="opgaver"),
                        ),
                    ],
                    options={
                        "verbose_name": "udgivelse",
                        "verbose_name_plural": "udgivelser",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="publication_id_with_programme"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PublicationEvent",
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
                                to="shared_tasks.publication",
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
                        ("published_at", models.DateTimeField(verbose_name="udgivet")),
                        (
                            "published_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udgivet af",
                            ),
                        ),
                        (
                            "projects_reached",
                            models.PositiveIntegerField(default=0, verbose_name="projekter"),
                        ),
                        (
                            "tasks_arrived",
                            models.PositiveIntegerField(default=0, verbose_name="opgaver"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_f5a22b_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskReceiver",
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
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "shared_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receivers",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receivers",
                                to="shared_tasks.publication",
                                verbose_name="udgivelse",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.wave",
                                verbose_name="bølge",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "modtager",
                        "verbose_name_plural": "modtagere",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shared_task", "wave", "municipality"),
                                name="shared_task_receiver_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wave", None), ("municipality", None), _connector="OR"
                                ),
                                name="shared_task_receiver_is_a_wave_or_a_municipality",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_receiver_shared_task_in_same_programme",
                                parent="programme",
                                relation="shared_task",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_receiver_publication_in_same_programme",
                                parent="programme",
                                relation="publication",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_receiver_wave_in_same_programme",
                                parent="programme",
                                relation="wave",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskReceiverEvent",
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
                                to="shared_tasks.sharedtaskreceiver",
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
                            "shared_task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.publication",
                                verbose_name="udgivelse",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="projects.wave",
                                verbose_name="bølge",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="shared_task_pgh_cre_6bf1f6_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="shared_task_municip_c49d0d_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="SharedTaskVersion",
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
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "shared_task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="shared_tasks.sharedtask",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("published", "Udgivet"),
                                    ("changed", "Ændret"),
                                    ("corrected", "Rettet"),
                                    ("withdrawn", "Trukket tilbage"),
                                    ("restored", "Genudgivet"),
                                ],
                                max_length=20,
                                verbose_name="art",
                            ),
                        ),
                        (
                            "note",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="hvad er ændret og hvorfor",
                            ),
                        ),
                        ("content", models.JSONField(verbose_name="indhold")),
                        ("made_at", models.DateTimeField(verbose_name="lavet")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lavet af",
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(blank=True, null=True, verbose_name="fortalt"),
                        ),
                    ],
                    options={
                        "verbose_name": "version",
                        "verbose_name_plural": "versioner",
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("kind__in", ["changed", "withdrawn", "restored"]),
                                    ("told_on", None),
                                ),
                                fields=["programme"],
                                name="shared_task_version_untold",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("shared_task", "number"),
                                name="shared_task_version_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="shared_task_version_number_from_one",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "published",
                                            "changed",
                                            "corrected",
                                            "withdrawn",
                                            "restored",
                                        ],
                                    )
                                ),
                                name="shared_task_version_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("note", ""), _negated=True),
                                    models.Q(("kind__in", ["changed", "withdrawn"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="shared_task_version_change_says_why",
                                violation_error_message="Skriv, hvad der er ændret, og hvorfor.",
                            ),
                            tenancy.constraints.SameParent(
                                name="shared_task_version_shared_task_in_same_programme",
                                parent="programme",
                                relation="shared_task",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
