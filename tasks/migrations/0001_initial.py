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
                    name="CalendarFeed",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(max_length=64, verbose_name="aftryk af adressen"),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="oprettet")),
                        (
                            "renewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fornyet"),
                        ),
                        (
                            "last_fetched_on",
                            models.DateField(blank=True, null=True, verbose_name="senest hentet"),
                        ),
                    ],
                    options={
                        "verbose_name": "kalenderadresse",
                        "verbose_name_plural": "kalenderadresser",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("token_hash",), name="calendar_feed_token_unique"
                            ),
                            models.UniqueConstraint(
                                fields=("user", "project"),
                                name="calendar_feed_once_per_person_and_project",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("token_hash__regex", "^[0-9a-f]{64}$")),
                                name="calendar_feed_keeps_no_token",
                            ),
                            tenancy.constraints.SameParent(
                                name="calendar_feed_of_someone_in_same_municipality",
                                parent="municipality",
                                relation="user",
                            ),
                            tenancy.constraints.SameParent(
                                name="calendar_feed_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskTemplate",
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
                                related_name="task_templates",
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
                                related_name="task_templates",
                                to="phases.phase",
                                verbose_name="fase",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="task_templates",
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
                                through="tasks.TemplateRole",
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
                                name="task_template_code_unique_in_programme",
                                violation_error_message="Koden bruges allerede i programmet.",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="task_template_id_with_programme"
                            ),
                            tenancy.constraints.SameParent(
                                name="task_template_phase_in_same_programme",
                                parent="programme",
                                relation="phase",
                                violation_error_message="Fasen hører til et andet program.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_template_theme_in_same_programme",
                                parent="programme",
                                relation="theme",
                                violation_error_message="Temaet hører til et andet program.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                name="task_template_code_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True),
                                name="task_template_title_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3])),
                                name="task_template_priority_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["task", "checkpoint", "control_point", "milestone"],
                                    )
                                ),
                                name="task_template_kind_known",
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
                                name="task_template_start_rule_whole",
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
                                name="task_template_due_rule_whole",
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
                                name="task_template_published_says_when_and_by_whom",
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
                                name="task_template_withdrawn_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at", None),
                                    ("published_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="task_template_withdrawn_was_published",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("notable_version__gte", 1),
                                    ("notable_version__lte", models.F("version")),
                                ),
                                name="task_template_changed_in_a_version_it_has",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("goal"), 20000
                                ),
                                name="task_template_goal_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("description"), 20000
                                ),
                                name="task_template_description_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("method"), 20000
                                ),
                                name="task_template_method_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("result"), 20000
                                ),
                                name="task_template_result_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("quality_criteria"),
                                    20000,
                                ),
                                name="task_template_quality_criteria_not_too_long",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskTemplateEvent",
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
                                to="tasks.tasktemplate",
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
                                fields=["pgh_created_at"], name="tasks_taskt_pgh_cre_41d01a_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateRole",
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
                            "template",
                            models.ForeignKey(
                                db_column="tasktemplate_id",
                                on_delete=django.db.models.deletion.CASCADE,
                                to="tasks.tasktemplate",
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
                        "db_table": "tasks_tasktemplate_involved_roles",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "role"), name="template_role_once_per_role"
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateRoleEvent",
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
                                to="tasks.templaterole",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "template",
                            models.ForeignKey(
                                db_column="tasktemplate_id",
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.tasktemplate",
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
                                fields=["pgh_created_at"], name="tasks_templ_pgh_cre_6da2fc_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateAttachment",
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="tasks.tasktemplate",
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
                                fields=("template", "url"),
                                name="template_attachment_once_per_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("url__regex", "^https?://")),
                                name="template_attachment_is_a_web_address",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateAttachmentEvent",
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
                                to="tasks.templateattachment",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.tasktemplate",
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
                                fields=["pgh_created_at"], name="tasks_templ_pgh_cre_b199a0_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateLink",
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="tasks.tasktemplate",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_here",
                                to="tasks.tasktemplate",
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
                                fields=("template", "other", "kind"),
                                name="template_link_once_per_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("template", models.F("other")), _negated=True),
                                name="template_link_not_to_itself",
                                violation_error_message="En opgave kan ikke forudsætte sig selv.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["prerequisite", "related"])),
                                name="template_link_kind_known",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_link_template_in_same_programme",
                                parent="programme",
                                relation="template",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_link_other_in_same_programme",
                                parent="programme",
                                relation="other",
                                violation_error_message="Opgaven hører til et andet program.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateLinkEvent",
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
                                to="tasks.templatelink",
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
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.tasktemplate",
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
                                to="tasks.tasktemplate",
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
                                fields=["pgh_created_at"], name="tasks_templ_pgh_cre_90df3a_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Task",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="tasks.tasktemplate",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "local_title",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="titel på lokal opgave",
                            ),
                        ),
                        (
                            "is_private",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="kun for kommunen"
                            ),
                        ),
                        (
                            "phase",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="phases.phase",
                                verbose_name="fase",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="phases.theme",
                                verbose_name="tema",
                            ),
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
                            "is_withdrawn",
                            models.BooleanField(default=False, verbose_name="trukket tilbage"),
                        ),
                        ("arrived_on", models.DateField(verbose_name="modtaget")),
                        (
                            "arrived_version",
                            models.PositiveIntegerField(
                                default=1, verbose_name="modtaget som version"
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Ikke påbegyndt"),
                                    ("in_progress", "I gang"),
                                    ("completed", "Fuldført"),
                                    ("not_relevant", "Ikke relevant"),
                                ],
                                default="not_started",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "not_relevant_reason",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="begrundelse"
                            ),
                        ),
                        (
                            "completed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fuldført"),
                        ),
                        (
                            "completed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fuldført af",
                            ),
                        ),
                        (
                            "completed_version",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="fuldført efter version"
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks_answered_for",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarlig",
                            ),
                        ),
                        (
                            "executor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks_to_do",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udfører",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="startdato"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="slutdato"),
                        ),
                        (
                            "shared_starts_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="fælles startdato"
                            ),
                        ),
                        (
                            "shared_due_on",
                            models.DateField(blank=True, null=True, verbose_name="fælles slutdato"),
                        ),
                        (
                            "due_reason",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="begrundelse for lokal slutdato",
                            ),
                        ),
                        (
                            "light",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Grå"), (1, "Grøn"), (2, "Gul"), (3, "Rød")],
                                default=0,
                                verbose_name="farve",
                            ),
                        ),
                        ("light_since", models.DateField(verbose_name="farve siden")),
                        (
                            "light_changes_on",
                            models.DateField(blank=True, null=True, verbose_name="farve skifter"),
                        ),
                        (
                            "light_told_on",
                            models.DateField(blank=True, null=True, verbose_name="farve fortalt"),
                        ),
                        (
                            "warns_on",
                            models.DateField(blank=True, null=True, verbose_name="varsles fra"),
                        ),
                        ("revision", models.PositiveIntegerField(default=1, verbose_name="udgave")),
                    ],
                    options={
                        "verbose_name": "opgave",
                        "verbose_name_plural": "opgaver",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("light_changes_on__isnull", False)),
                                fields=["light_changes_on"],
                                name="task_light_changes",
                            ),
                            models.Index(
                                condition=models.Q(("light__gte", 2), ("light_told_on", None)),
                                fields=["project"],
                                name="task_light_untold",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("is_private", False), ("light__gte", 2), ("priority__lte", 2)
                                ),
                                fields=["programme", "municipality"],
                                include=(
                                    "project",
                                    "light",
                                    "priority",
                                    "status",
                                    "light_told_on",
                                    "light_since",
                                ),
                                name="task_late_and_mandatory",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "template"),
                                name="task_once_per_project_and_template",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "municipality", "programme"),
                                name="task_id_with_municipality_and_programme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("completed_at__isnull", False),
                                        ("completed_by__isnull", False),
                                        ("status", "completed"),
                                    ),
                                    models.Q(
                                        models.Q(("status", "completed"), _negated=True),
                                        ("completed_at__isnull", True),
                                        ("completed_by__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_completed_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("status", "not_relevant"),
                                        models.Q(("not_relevant_reason", ""), _negated=True),
                                    ),
                                    models.Q(
                                        models.Q(("status", "not_relevant"), _negated=True),
                                        ("not_relevant_reason", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_not_relevant_says_why",
                                violation_error_message="Skriv, hvorfor opgaven ikke er relevant for jer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__gte", models.F("starts_on")),
                                    ("due_on", None),
                                    ("starts_on", None),
                                    _connector="OR",
                                ),
                                name="task_due_not_before_start",
                                violation_error_message="Slutdatoen kan ikke ligge før startdatoen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("due_reason", ""), _negated=True),
                                    ("template", None),
                                    models.Q(("due_on", None), ("shared_due_on", None)),
                                    models.Q(
                                        ("due_on", models.F("shared_due_on")),
                                        ("due_on__isnull", False),
                                        ("shared_due_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_local_due_date_says_why",
                                violation_error_message="Skriv, hvorfor I har aftalt en anden slutdato.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("completed_version", None),
                                    ("status", "completed"),
                                    _connector="OR",
                                ),
                                name="task_completed_version_only_when_completed",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("is_private", False),
                                        ("local_title", ""),
                                        ("template__isnull", False),
                                    ),
                                    models.Q(
                                        ("is_withdrawn", False),
                                        ("shared_due_on", None),
                                        ("shared_starts_on", None),
                                        ("template", None),
                                        models.Q(("local_title", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="task_shared_or_local",
                                violation_error_message="Skriv opgavens titel.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "status__in",
                                        ["not_started", "in_progress", "completed", "not_relevant"],
                                    )
                                ),
                                name="task_status_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("priority__in", [1, 2, 3])),
                                name="task_priority_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["task", "checkpoint", "control_point", "milestone"],
                                    )
                                ),
                                name="task_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("light__in", [0, 1, 2, 3])),
                                name="task_light_known",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_project_in_same_programme",
                                parent="programme",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_template_in_same_programme",
                                parent="programme",
                                relation="template",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_phase_in_same_programme",
                                parent="programme",
                                relation="phase",
                                violation_error_message="Fasen hører til et andet program.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_theme_in_same_programme",
                                parent="programme",
                                relation="theme",
                                violation_error_message="Temaet hører til et andet program.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_responsible_in_same_municipality",
                                parent="municipality",
                                relation="responsible",
                                violation_error_message="Den ansvarlige hører til en anden kommune.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_executor_in_same_municipality",
                                parent="municipality",
                                relation="executor",
                                violation_error_message="Udføreren hører til en anden kommune.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_completed_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="completed_by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskEvent",
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
                                to="tasks.task",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "project",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "template",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.tasktemplate",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "local_title",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=200,
                                verbose_name="titel på lokal opgave",
                            ),
                        ),
                        (
                            "is_private",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="kun for kommunen"
                            ),
                        ),
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
                            "is_withdrawn",
                            models.BooleanField(default=False, verbose_name="trukket tilbage"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("not_started", "Ikke påbegyndt"),
                                    ("in_progress", "I gang"),
                                    ("completed", "Fuldført"),
                                    ("not_relevant", "Ikke relevant"),
                                ],
                                default="not_started",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "not_relevant_reason",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="begrundelse"
                            ),
                        ),
                        (
                            "completed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fuldført"),
                        ),
                        (
                            "completed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fuldført af",
                            ),
                        ),
                        (
                            "responsible",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ansvarlig",
                            ),
                        ),
                        (
                            "executor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="udfører",
                            ),
                        ),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="startdato"),
                        ),
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="slutdato"),
                        ),
                        (
                            "shared_starts_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="fælles startdato"
                            ),
                        ),
                        (
                            "shared_due_on",
                            models.DateField(blank=True, null=True, verbose_name="fælles slutdato"),
                        ),
                        (
                            "due_reason",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="begrundelse for lokal slutdato",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_taske_pgh_cre_63dca0_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_taske_municip_f43fd5_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItem",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checklist",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="tekst")),
                        (
                            "position",
                            models.PositiveIntegerField(default=0, verbose_name="rækkefølge"),
                        ),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gjort"),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gjort af",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "punkt på tjeklisten",
                        "verbose_name_plural": "punkter på tjeklisten",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True),
                                name="checklist_item_not_empty",
                                violation_error_message="Skriv, hvad der skal gøres.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("done_at", None), ("done_by", None)),
                                    models.Q(
                                        ("done_at__isnull", False), ("done_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="checklist_item_done_says_when_and_by_whom",
                            ),
                            tenancy.constraints.SameParent(
                                name="checklist_item_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                            tenancy.constraints.SameParent(
                                name="checklist_item_done_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="done_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ChecklistItemEvent",
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
                                to="tasks.checklistitem",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        ("text", models.CharField(max_length=200, verbose_name="tekst")),
                        (
                            "done_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gjort"),
                        ),
                        (
                            "done_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gjort af",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_check_pgh_cre_0db728_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_check_municip_b82499_idx",
                            ),
                            models.Index(fields=["task"], name="checklist_item_event_task"),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Comment",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=10000, verbose_name="tekst"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="skrevet")),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skrevet af",
                            ),
                        ),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rettet"),
                        ),
                        (
                            "deleted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="slettet"),
                        ),
                        (
                            "deleted_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="slettet af",
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.F("text"),
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
                    ],
                    options={
                        "verbose_name": "kommentar",
                        "verbose_name_plural": "kommentarer",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("id", "municipality", "programme"),
                                name="comment_id_with_municipality_and_programme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deleted_at", None), ("deleted_by", None)),
                                    models.Q(
                                        ("deleted_at__isnull", False), ("deleted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="comment_deleted_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("deleted_at", None), models.Q(("text", ""), _negated=True)
                                    ),
                                    models.Q(("deleted_at__isnull", False), ("text", "")),
                                    _connector="OR",
                                ),
                                name="comment_has_words_until_deleted",
                                violation_error_message="Skriv en kommentar.",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("text"), 10000
                                ),
                                name="comment_not_too_long",
                            ),
                            tenancy.constraints.SameParent(
                                name="comment_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommentEvent",
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
                                to="tasks.comment",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=10000, verbose_name="tekst"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="skrevet")),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skrevet af",
                            ),
                        ),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rettet"),
                        ),
                        (
                            "deleted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="slettet"),
                        ),
                        (
                            "deleted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="slettet af",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_comme_pgh_cre_b592af_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_comme_municip_37d743_idx",
                            ),
                            models.Index(fields=["task"], name="comment_event_task"),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "comment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="tasks.comment",
                                verbose_name="kommentar",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="nævnt",
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(blank=True, null=True, verbose_name="fortalt"),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="læst"),
                        ),
                    ],
                    options={
                        "verbose_name": "omtale",
                        "verbose_name_plural": "omtaler",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("comment", "person"),
                                name="mention_once_per_comment_and_person",
                            ),
                            tenancy.constraints.SameParent(
                                name="mention_comment_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="comment",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watches",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watches",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("since_at", models.DateTimeField(verbose_name="fulgt siden")),
                        ("told_at", models.DateTimeField(verbose_name="fortalt til")),
                    ],
                    options={
                        "verbose_name": "følgning",
                        "verbose_name_plural": "følgninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "user"), name="watch_once_per_person_and_task"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("told_at__gte", models.F("since_at"))),
                                name="watch_told_from_its_start",
                            ),
                            tenancy.constraints.SameParent(
                                name="watch_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectFigures",
                    fields=[
                        (
                            "project",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="figures",
                                serialize=False,
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
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
                            "light",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Grå"), (1, "Grøn"), (2, "Gul"), (3, "Rød")],
                                default=0,
                                verbose_name="farve",
                            ),
                        ),
                        (
                            "critical_light",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "Grå"), (1, "Grøn"), (2, "Gul"), (3, "Rød")],
                                default=0,
                                verbose_name="farve på kritisk vej",
                            ),
                        ),
                        ("total", models.PositiveIntegerField(default=0, verbose_name="opgaver")),
                        ("grey", models.PositiveIntegerField(default=0, verbose_name="grå")),
                        ("green", models.PositiveIntegerField(default=0, verbose_name="grønne")),
                        ("yellow", models.PositiveIntegerField(default=0, verbose_name="gule")),
                        ("red", models.PositiveIntegerField(default=0, verbose_name="røde")),
                        (
                            "closed",
                            models.PositiveIntegerField(default=0, verbose_name="afsluttede"),
                        ),
                        (
                            "overdue_mandatory",
                            models.PositiveIntegerField(
                                default=0, verbose_name="obligatoriske over tid"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "projekttal",
                        "verbose_name_plural": "projekttal",
                        "constraints": [
                            tenancy.constraints.SameParent(
                                name="project_figures_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="project_figures_project_in_same_programme",
                                parent="programme",
                                relation="project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskFile",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="navn")),
                        ("content_type", models.CharField(max_length=100, verbose_name="filtype")),
                        ("size", models.PositiveIntegerField(verbose_name="størrelse")),
                        ("stored", models.CharField(max_length=100, verbose_name="lagret som")),
                        ("uploaded_at", models.DateTimeField(verbose_name="tilføjet")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tilføjet af",
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.F("name"),
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
                    ],
                    options={
                        "verbose_name": "fil",
                        "verbose_name_plural": "filer",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="task_file_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1), ("size__lte", 52428800)),
                                name="task_file_size_within_limits",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_file_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_file_added_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="uploaded_by",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskFileEvent",
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
                                to="tasks.taskfile",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        ("name", models.CharField(max_length=150, verbose_name="navn")),
                        ("content_type", models.CharField(max_length=100, verbose_name="filtype")),
                        ("size", models.PositiveIntegerField(verbose_name="størrelse")),
                        ("stored", models.CharField(max_length=100, verbose_name="lagret som")),
                        ("uploaded_at", models.DateTimeField(verbose_name="tilføjet")),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tilføjet af",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_taskf_pgh_cre_82aeab_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_taskf_municip_a9da30_idx",
                            ),
                            models.Index(fields=["task"], name="task_file_event_task"),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="LocalSheet",
                    fields=[
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="local_sheet",
                                serialize=False,
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
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
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
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
                                through="tasks.LocalRole",
                                to="roles.role",
                                verbose_name="involverede roller",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lokal opgavebeskrivelse",
                        "verbose_name_plural": "lokale opgavebeskrivelser",
                        "constraints": [
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("goal"), 20000
                                ),
                                name="local_sheet_goal_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("description"), 20000
                                ),
                                name="local_sheet_description_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("method"), 20000
                                ),
                                name="local_sheet_method_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("result"), 20000
                                ),
                                name="local_sheet_result_not_too_long",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("quality_criteria"),
                                    20000,
                                ),
                                name="local_sheet_quality_criteria_not_too_long",
                            ),
                            models.UniqueConstraint(
                                fields=("task", "municipality"),
                                name="local_sheet_task_with_municipality",
                            ),
                            tenancy.constraints.SameParent(
                                name="local_sheet_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="LocalSheetEvent",
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
                                to="tasks.localsheet",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_local_pgh_cre_78784f_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_local_municip_d9579b_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="LocalRole",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to="tasks.localsheet",
                                verbose_name="lokal opgavebeskrivelse",
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
                        "verbose_name": "involveret rolle på lokal opgave",
                        "verbose_name_plural": "involverede roller på lokale opgaver",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "role"), name="local_role_once_per_role"
                            ),
                            tenancy.constraints.SameParent(
                                name="local_role_sheet_in_same_municipality",
                                parent="municipality",
                                relation="sheet",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="LocalRoleEvent",
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
                                to="tasks.localrole",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.localsheet",
                                verbose_name="lokal opgavebeskrivelse",
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
                                fields=["pgh_created_at"], name="tasks_local_pgh_cre_b6ac22_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_local_municip_6e3fb6_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskLink",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links_here",
                                to="tasks.task",
                                verbose_name="forudsætning",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lokal forudsætning",
                        "verbose_name_plural": "lokale forudsætninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "other"), name="task_link_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("task", models.F("other")), _negated=True),
                                name="task_link_not_to_itself",
                                violation_error_message="En opgave kan ikke forudsætte sig selv.",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_link_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_link_other_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="other",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TaskLinkEvent",
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
                                to="tasks.tasklink",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.task",
                                verbose_name="opgave",
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
                                to="tasks.task",
                                verbose_name="forudsætning",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_taskl_pgh_cre_3e7157_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_taskl_municip_1a1bb7_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="InternalNotes",
                    fields=[
                        (
                            "task",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="notes",
                                serialize=False,
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=20000, verbose_name="tekst"),
                        ),
                        ("revision", models.PositiveIntegerField(verbose_name="opgavens udgave")),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.F("text"),
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
                    ],
                    options={
                        "verbose_name": "interne noter",
                        "verbose_name_plural": "interne noter",
                        "constraints": [
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("text"), 20000
                                ),
                                name="internal_notes_not_too_long",
                            ),
                            tenancy.constraints.SameParent(
                                name="internal_notes_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="InternalNotesEvent",
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
                                to="tasks.internalnotes",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        (
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                serialize=False,
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
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
                            "text",
                            models.TextField(blank=True, max_length=20000, verbose_name="tekst"),
                        ),
                        ("revision", models.PositiveIntegerField(verbose_name="opgavens udgave")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="tasks_inter_pgh_cre_f9484d_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_inter_municip_cd426a_idx",
                            ),
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
                                to="tasks.publication",
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
                                fields=["pgh_created_at"], name="tasks_publi_pgh_cre_82e7ac_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateReceiver",
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="receivers",
                                to="tasks.tasktemplate",
                                verbose_name="fællesopgave",
                            ),
                        ),
                        (
                            "publication",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receivers",
                                to="tasks.publication",
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
                                fields=("template", "wave", "municipality"),
                                name="template_receiver_once",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("wave", None), ("municipality", None), _connector="OR"
                                ),
                                name="template_receiver_is_a_wave_or_a_municipality",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_receiver_template_in_same_programme",
                                parent="programme",
                                relation="template",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_receiver_publication_in_same_programme",
                                parent="programme",
                                relation="publication",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_receiver_wave_in_same_programme",
                                parent="programme",
                                relation="wave",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateReceiverEvent",
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
                                to="tasks.templatereceiver",
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
                            "template",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.tasktemplate",
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
                                to="tasks.publication",
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
                                fields=["pgh_created_at"], name="tasks_templ_pgh_cre_171bf5_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="tasks_templ_municip_aed7c6_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="TemplateVersion",
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
                            "template",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="tasks.tasktemplate",
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
                                name="template_version_untold",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("template", "number"), name="template_version_number_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("number__gte", 1)),
                                name="template_version_number_from_one",
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
                                name="template_version_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("note", ""), _negated=True),
                                    models.Q(("kind__in", ["changed", "withdrawn"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="template_version_change_says_why",
                                violation_error_message="Skriv, hvad der er ændret, og hvorfor.",
                            ),
                            tenancy.constraints.SameParent(
                                name="template_version_template_in_same_programme",
                                parent="programme",
                                relation="template",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TaskReading",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
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
                            "task",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="readings",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="version")),
                        ("read_at", models.DateTimeField(verbose_name="læst")),
                    ],
                    options={
                        "verbose_name": "læsning",
                        "verbose_name_plural": "læsninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "user"), name="task_reading_once_per_person"
                            ),
                            tenancy.constraints.SameParent(
                                name="task_reading_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                            tenancy.constraints.SameParent(
                                name="task_reading_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="user",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="navn")),
                        (
                            "query",
                            models.CharField(blank=True, max_length=1000, verbose_name="filtre"),
                        ),
                        (
                            "is_shared",
                            models.BooleanField(default=False, verbose_name="delt i projektet"),
                        ),
                        ("saved_at", models.DateTimeField(verbose_name="gemt")),
                    ],
                    options={
                        "verbose_name": "gemt visning",
                        "verbose_name_plural": "gemte visninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "project", "name"),
                                name="saved_view_name_once_per_person_and_list",
                                nulls_distinct=False,
                                violation_error_message="Du har allerede en visning med det navn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="saved_view_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_shared", False),
                                    ("project__isnull", False),
                                    _connector="OR",
                                ),
                                name="saved_view_shared_in_a_project",
                            ),
                            tenancy.constraints.SameParent(
                                name="saved_view_of_someone_in_same_municipality",
                                parent="municipality",
                                relation="owner",
                            ),
                            tenancy.constraints.SameParent(
                                name="saved_view_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="BulkChange",
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
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="ændret")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ændret af",
                            ),
                        ),
                        ("entries", models.JSONField(verbose_name="opgaver")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fortrudt"),
                        ),
                    ],
                    options={
                        "verbose_name": "samlet ændring",
                        "verbose_name_plural": "samlede ændringer",
                        "constraints": [
                            tenancy.constraints.SameParent(
                                name="bulk_change_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="made_by",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MyPageVisit",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        ("came_at", models.DateTimeField(verbose_name="kom")),
                        (
                            "came_before_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="kom før"),
                        ),
                    ],
                    options={
                        "verbose_name": "besøg på min side",
                        "verbose_name_plural": "besøg på min side",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("came_before_at", None),
                                    ("came_before_at__lte", models.F("came_at")),
                                    _connector="OR",
                                ),
                                name="my_page_visit_in_order",
                            ),
                            tenancy.constraints.SameParent(
                                name="my_page_visit_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="user",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
