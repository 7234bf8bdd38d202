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
        ("shared_tasks", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
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
                            "shared_task",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tasks",
                                to="shared_tasks.sharedtask",
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
                                fields=("project", "shared_task"),
                                name="task_once_per_project_and_shared_task",
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
                                    ("shared_task", None),
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
                                        ("shared_task__isnull", False),
                                    ),
                                    models.Q(
                                        ("is_withdrawn", False),
                                        ("shared_due_on", None),
                                        ("shared_starts_on", None),
                                        ("shared_task", None),
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
                                name="shared_task_in_same_programme",
                                parent="programme",
                                relation="shared_task",
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
                            "shared_task",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="shared_tasks.sharedtask",
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
                    name="SeenVersion",
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
                                related_name="seen_versions",
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
                                fields=("task", "user"), name="seen_version_once_per_person"
                            ),
                            tenancy.constraints.SameParent(
                                name="seen_version_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                            tenancy.constraints.SameParent(
                                name="seen_version_by_someone_in_same_municipality",
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
