import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tenancy.constraints
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Everything below in one step: a new database is ready three times as fast.
    initial = True
    replaces = [
        ("tasks", "0001_initial"),
        ("tasks", "0002_task_files"),
        ("tasks", "0003_history_once_a_statement"),
        ("tasks", "0004_follow_up_reads_one_index"),
        ("tasks", "0005_fewer_indexes_to_write"),
        ("tasks", "0006_fewer_indexes_on_tasks"),
        ("tasks", "0007_history_of_files_by_task"),
        ("tasks", "0008_more_that_stays_in_one_municipality"),
        ("tasks", "0009_files_say_their_programme"),
        ("tasks", "0010_history_of_what_was_missing"),
        ("tasks", "0011_internal_notes_in_a_table_of_their_own"),
        ("tasks", "0012_versions_and_receivers"),
        ("tasks", "0013_what_was_published_before"),
    ]

    dependencies = [
        ("organisations", "0001_squashed_0005"),
        ("phases", "0001_squashed_0005"),
        ("projects", "0001_squashed_0006"),
        ("roles", "0001_squashed_0004"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.PositiveIntegerField(default=1, verbose_name="modtaget som version"),
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
                    models.TextField(blank=True, max_length=1000, verbose_name="begrundelse"),
                ),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="fuldført"),
                ),
                (
                    "completed_version",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="fuldført efter version"
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="startdato")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="slutdato")),
                (
                    "shared_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="fælles startdato"),
                ),
                (
                    "shared_due_on",
                    models.DateField(blank=True, null=True, verbose_name="fælles slutdato"),
                ),
                (
                    "due_reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="begrundelse for lokal slutdato"
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
                ("warns_on", models.DateField(blank=True, null=True, verbose_name="varsles fra")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="udgave")),
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
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="organisations.municipality",
                        verbose_name="kommune",
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
                    "theme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="phases.theme",
                        verbose_name="tema",
                    ),
                ),
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
                        condition=models.Q(("light__gte", 2), ("priority__lte", 2)),
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
                            ("completed_version", None), ("status", "completed"), _connector="OR"
                        ),
                        name="task_completed_version_only_when_completed",
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
                        condition=models.Q(("priority__in", [1, 2, 3])), name="task_priority_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["task", "checkpoint", "control_point", "milestone"])
                        ),
                        name="task_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("light__in", [0, 1, 2, 3])), name="task_light_known"
                    ),
                ],
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
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("revision", models.PositiveIntegerField(verbose_name="opgavens udgave")),
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
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="udgivet")),
                (
                    "projects_reached",
                    models.PositiveIntegerField(default=0, verbose_name="projekter"),
                ),
                ("tasks_arrived", models.PositiveIntegerField(default=0, verbose_name="opgaver")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="projects.programme",
                        verbose_name="program",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="udgivet af",
                    ),
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
            },
        ),
        migrations.CreateModel(
            name="PublicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("published_at", models.DateTimeField(verbose_name="udgivet")),
                (
                    "projects_reached",
                    models.PositiveIntegerField(default=0, verbose_name="projekter"),
                ),
                ("tasks_arrived", models.PositiveIntegerField(default=0, verbose_name="opgaver")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.publication",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_publi_pgh_cre_82e7ac_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="navn")),
                ("content_type", models.CharField(max_length=100, verbose_name="filtype")),
                ("size", models.PositiveIntegerField(verbose_name="størrelse")),
                ("stored", models.CharField(max_length=100, verbose_name="lagret som")),
                ("uploaded_at", models.DateTimeField(verbose_name="tilføjet")),
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
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tilføjet af",
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
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=150, verbose_name="navn")),
                ("content_type", models.CharField(max_length=100, verbose_name="filtype")),
                ("size", models.PositiveIntegerField(verbose_name="størrelse")),
                ("stored", models.CharField(max_length=100, verbose_name="lagret som")),
                ("uploaded_at", models.DateTimeField(verbose_name="tilføjet")),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.taskfile",
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
                    models.Index(fields=["pgh_created_at"], name="tasks_taskf_pgh_cre_82aeab_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="tasks_taskf_municip_a9da30_idx",
                    ),
                    models.Index(fields=["task"], name="task_file_event_task"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("read_at", models.DateTimeField(verbose_name="læst")),
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
            ],
            options={
                "verbose_name": "læsning",
                "verbose_name_plural": "læsninger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "user"), name="task_reading_once_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="kode")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="rækkefølge")),
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
                ("goal", models.TextField(blank=True, max_length=20000, verbose_name="mål")),
                (
                    "description",
                    models.TextField(blank=True, max_length=20000, verbose_name="beskrivelse"),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="metode og fremgangsmåde"
                    ),
                ),
                ("result", models.TextField(blank=True, max_length=20000, verbose_name="resultat")),
                (
                    "quality_criteria",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="kvalitetskriterier"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
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
                    models.SmallIntegerField(blank=True, null=True, verbose_name="start, antal"),
                ),
                (
                    "start_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
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
                    models.SmallIntegerField(blank=True, null=True, verbose_name="frist, antal"),
                ),
                (
                    "due_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
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
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "notable_version",
                    models.PositiveIntegerField(default=1, verbose_name="seneste ændring"),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="udgave")),
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
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="task_templates",
                        to="projects.programme",
                        verbose_name="program",
                    ),
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
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_templates",
                        to="phases.theme",
                        verbose_name="tema",
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
                            ("kind__in", ["task", "checkpoint", "control_point", "milestone"])
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
                                ("published_at__isnull", False), ("published_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="task_template_published_says_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="task_template_withdrawn_says_when_and_by_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None), ("published_at__isnull", False), _connector="OR"
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
                            django.db.models.functions.text.Length("quality_criteria"), 20000
                        ),
                        name="task_template_quality_criteria_not_too_long",
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
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                    models.TextField(blank=True, max_length=1000, verbose_name="begrundelse"),
                ),
                (
                    "completed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="fuldført"),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="startdato")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="slutdato")),
                (
                    "shared_starts_on",
                    models.DateField(blank=True, null=True, verbose_name="fælles startdato"),
                ),
                (
                    "shared_due_on",
                    models.DateField(blank=True, null=True, verbose_name="fælles slutdato"),
                ),
                (
                    "due_reason",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="begrundelse for lokal slutdato"
                    ),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.task",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_taske_pgh_cre_63dca0_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="tasks_taske_municip_f43fd5_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, verbose_name="kode")),
                ("title", models.CharField(max_length=200, verbose_name="titel")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="rækkefølge")),
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
                ("goal", models.TextField(blank=True, max_length=20000, verbose_name="mål")),
                (
                    "description",
                    models.TextField(blank=True, max_length=20000, verbose_name="beskrivelse"),
                ),
                (
                    "method",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="metode og fremgangsmåde"
                    ),
                ),
                ("result", models.TextField(blank=True, max_length=20000, verbose_name="resultat")),
                (
                    "quality_criteria",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="kvalitetskriterier"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="kilde")),
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
                    models.SmallIntegerField(blank=True, null=True, verbose_name="start, antal"),
                ),
                (
                    "start_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
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
                    models.SmallIntegerField(blank=True, null=True, verbose_name="frist, antal"),
                ),
                (
                    "due_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
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
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="trukket tilbage"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "notable_version",
                    models.PositiveIntegerField(default=1, verbose_name="seneste ændring"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.tasktemplate",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_taskt_pgh_cre_41d01a_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="tasks.tasktemplate",
                        verbose_name="fællesopgave",
                    ),
                ),
            ],
            options={
                "verbose_name": "eksternt bilag",
                "verbose_name_plural": "eksterne bilag",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "url"), name="template_attachment_once_per_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("url__regex", "^https?://")),
                        name="template_attachment_is_a_web_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateAttachmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.templateattachment",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_templ_pgh_cre_b199a0_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("prerequisite", "forudsætning"), ("related", "tæt relateret")],
                        max_length=20,
                        verbose_name="type",
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
            ],
            options={
                "verbose_name": "opgavesammenhæng",
                "verbose_name_plural": "opgavesammenhænge",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("template", "other", "kind"), name="template_link_once_per_kind"
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
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("prerequisite", "forudsætning"), ("related", "tæt relateret")],
                        max_length=20,
                        verbose_name="type",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.templatelink",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_templ_pgh_cre_90df3a_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateReceiver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receivers",
                        to="tasks.publication",
                        verbose_name="udgivelse",
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
                        condition=models.Q(("wave", None), ("municipality", None), _connector="OR"),
                        name="template_receiver_is_a_wave_or_a_municipality",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateReceiverEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.templatereceiver",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_templ_pgh_cre_171bf5_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="tasks_templ_municip_aed7c6_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "template",
                    models.ForeignKey(
                        db_column="tasktemplate_id",
                        on_delete=django.db.models.deletion.CASCADE,
                        to="tasks.tasktemplate",
                        verbose_name="fællesopgave",
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
            },
        ),
        migrations.CreateModel(
            name="TemplateRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.templaterole",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_templ_pgh_cre_6da2fc_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        blank=True, max_length=1000, verbose_name="hvad er ændret og hvorfor"
                    ),
                ),
                ("content", models.JSONField(verbose_name="indhold")),
                ("made_at", models.DateTimeField(verbose_name="lavet")),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="fortalt")),
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
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versioner",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("kind__in", ["changed", "withdrawn", "restored"]), ("told_on", None)
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
                                ["published", "changed", "corrected", "withdrawn", "restored"],
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
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalNotesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                ("revision", models.PositiveIntegerField(verbose_name="opgavens udgave")),
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
                        serialize=False,
                        to="tasks.task",
                        verbose_name="opgave",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tasks.internalnotes",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="tasks_inter_pgh_cre_f9484d_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="tasks_inter_municip_cd426a_idx",
                    ),
                ],
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
                ("closed", models.PositiveIntegerField(default=0, verbose_name="afsluttede")),
                (
                    "overdue_mandatory",
                    models.PositiveIntegerField(default=0, verbose_name="obligatoriske over tid"),
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
            },
        ),
        migrations.AddField(
            model_name="task",
            name="template",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="tasks.tasktemplate",
                verbose_name="fællesopgave",
            ),
        ),
        migrations.AddField(
            model_name="tasktemplate",
            name="involved_roles",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="tasks.TemplateRole",
                to="roles.role",
                verbose_name="involverede roller",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                fields=("project", "template"), name="task_once_per_project_and_template"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskfile",
            constraint=tenancy.constraints.SameParent(
                name="task_file_task_in_same_municipality_and_programme",
                parent=("municipality", "programme"),
                relation="task",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskfile",
            constraint=tenancy.constraints.SameParent(
                name="task_file_added_by_someone_in_same_municipality",
                parent="municipality",
                relation="uploaded_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskreading",
            constraint=tenancy.constraints.SameParent(
                name="task_reading_task_in_same_municipality_and_programme",
                parent=("municipality", "programme"),
                relation="task",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskreading",
            constraint=tenancy.constraints.SameParent(
                name="task_reading_by_someone_in_same_municipality",
                parent="municipality",
                relation="user",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_project_in_same_municipality", parent="municipality", relation="project"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_project_in_same_programme", parent="programme", relation="project"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_template_in_same_programme", parent="programme", relation="template"
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_phase_in_same_programme",
                parent="programme",
                relation="phase",
                violation_error_message="Fasen hører til et andet program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_theme_in_same_programme",
                parent="programme",
                relation="theme",
                violation_error_message="Temaet hører til et andet program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_responsible_in_same_municipality",
                parent="municipality",
                relation="responsible",
                violation_error_message="Den ansvarlige hører til en anden kommune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_executor_in_same_municipality",
                parent="municipality",
                relation="executor",
                violation_error_message="Udføreren hører til en anden kommune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.constraints.SameParent(
                name="task_completed_by_someone_in_same_municipality",
                parent="municipality",
                relation="completed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="templatelink",
            constraint=tenancy.constraints.SameParent(
                name="template_link_template_in_same_programme",
                parent="programme",
                relation="template",
            ),
        ),
        migrations.AddConstraint(
            model_name="templatelink",
            constraint=tenancy.constraints.SameParent(
                name="template_link_other_in_same_programme",
                parent="programme",
                relation="other",
                violation_error_message="Opgaven hører til et andet program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="templatereceiver",
            constraint=tenancy.constraints.SameParent(
                name="template_receiver_template_in_same_programme",
                parent="programme",
                relation="template",
            ),
        ),
        migrations.AddConstraint(
            model_name="templatereceiver",
            constraint=tenancy.constraints.SameParent(
                name="template_receiver_publication_in_same_programme",
                parent="programme",
                relation="publication",
            ),
        ),
        migrations.AddConstraint(
            model_name="templatereceiver",
            constraint=tenancy.constraints.SameParent(
                name="template_receiver_wave_in_same_programme", parent="programme", relation="wave"
            ),
        ),
        migrations.AddConstraint(
            model_name="tasktemplate",
            constraint=tenancy.constraints.SameParent(
                name="task_template_phase_in_same_programme",
                parent="programme",
                relation="phase",
                violation_error_message="Fasen hører til et andet program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tasktemplate",
            constraint=tenancy.constraints.SameParent(
                name="task_template_theme_in_same_programme",
                parent="programme",
                relation="theme",
                violation_error_message="Temaet hører til et andet program.",
            ),
        ),
        migrations.AddConstraint(
            model_name="templateversion",
            constraint=tenancy.constraints.SameParent(
                name="template_version_template_in_same_programme",
                parent="programme",
                relation="template",
            ),
        ),
        migrations.AddConstraint(
            model_name="internalnotes",
            constraint=tenancy.constraints.SameParent(
                name="internal_notes_task_in_same_municipality_and_programme",
                parent=("municipality", "programme"),
                relation="task",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_publicationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "projects_reached", "published_at", "published_by_id", "tasks_arrived") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."projects_reached", new_values."published_at", new_values."published_by_id", new_values."tasks_arrived" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ff8d96f17145181c6f98eff32f81ccc165964449",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_82e2a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_publicationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "projects_reached", "published_at", "published_by_id", "tasks_arrived") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."projects_reached", NEW."published_at", NEW."published_by_id", NEW."tasks_arrived"); RETURN NULL;',
                    hash="3666f5edb13c442ffb49b92c6b8d803bafd35006",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de179",
                    table="tasks_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_publicationevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "projects_reached", "published_at", "published_by_id", "tasks_arrived") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."projects_reached", OLD."published_at", OLD."published_by_id", OLD."tasks_arrived"); RETURN NULL;',
                    hash="e72dc43e20b2f0f71605c410e343537dd56ef95b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0deaf",
                    table="tasks_publication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d555d5fcb2930ec3fe3372ce68ec6db237710ad3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_74277",
                    table="tasks_publicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskfileevent" ("content_type", "id", "municipality_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "size", "stored", "task_id", "uploaded_at", "uploaded_by_id") SELECT new_values."content_type", new_values."id", new_values."municipality_id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."size", new_values."stored", new_values."task_id", new_values."uploaded_at", new_values."uploaded_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c35ba6591570fadc6313f1892fc54ada526b10b3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23cf4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_taskfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_taskfileevent" ("content_type", "id", "municipality_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "size", "stored", "task_id", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."id", NEW."municipality_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."size", NEW."stored", NEW."task_id", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="d14fb4d2c8b6e6a60dbf8bea6ff4cb3b4f3f1acc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97e08",
                    table="tasks_taskfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_taskfileevent" ("content_type", "id", "municipality_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "size", "stored", "task_id", "uploaded_at", "uploaded_by_id") VALUES (OLD."content_type", OLD."id", OLD."municipality_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."size", OLD."stored", OLD."task_id", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="31d35f3c6ad96dd0555cd72ba8785a67c5daa0a1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9dfca",
                    table="tasks_taskfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d849d73583bae187da6e74667d7e25f29690f39f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b318e",
                    table="tasks_taskfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="taskevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="115e932cd85ec5c6c13bcefe99e1302ee4802651",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_14f8e",
                    table="tasks_taskevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskevent" ("completed_at", "completed_by_id", "due_on", "due_reason", "executor_id", "id", "is_withdrawn", "kind", "municipality_id", "not_relevant_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "priority", "programme_id", "project_id", "responsible_id", "shared_due_on", "shared_starts_on", "starts_on", "status", "template_id", "theme_id") SELECT new_values."completed_at", new_values."completed_by_id", new_values."due_on", new_values."due_reason", new_values."executor_id", new_values."id", new_values."is_withdrawn", new_values."kind", new_values."municipality_id", new_values."not_relevant_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."phase_id", new_values."priority", new_values."programme_id", new_values."project_id", new_values."responsible_id", new_values."shared_due_on", new_values."shared_starts_on", new_values."starts_on", new_values."status", new_values."template_id", new_values."theme_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="91a14c5ff647d38da7eee5aed9f029557735926f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e2e86",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."completed_at" IS DISTINCT FROM (NEW."completed_at") OR OLD."completed_by_id" IS DISTINCT FROM (NEW."completed_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."due_reason" IS DISTINCT FROM (NEW."due_reason") OR OLD."executor_id" IS DISTINCT FROM (NEW."executor_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_withdrawn" IS DISTINCT FROM (NEW."is_withdrawn") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."not_relevant_reason" IS DISTINCT FROM (NEW."not_relevant_reason") OR OLD."phase_id" IS DISTINCT FROM (NEW."phase_id") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."responsible_id" IS DISTINCT FROM (NEW."responsible_id") OR OLD."shared_due_on" IS DISTINCT FROM (NEW."shared_due_on") OR OLD."shared_starts_on" IS DISTINCT FROM (NEW."shared_starts_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."template_id" IS DISTINCT FROM (NEW."template_id") OR OLD."theme_id" IS DISTINCT FROM (NEW."theme_id"))',
                    func='INSERT INTO "tasks_taskevent" ("completed_at", "completed_by_id", "due_on", "due_reason", "executor_id", "id", "is_withdrawn", "kind", "municipality_id", "not_relevant_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "priority", "programme_id", "project_id", "responsible_id", "shared_due_on", "shared_starts_on", "starts_on", "status", "template_id", "theme_id") VALUES (NEW."completed_at", NEW."completed_by_id", NEW."due_on", NEW."due_reason", NEW."executor_id", NEW."id", NEW."is_withdrawn", NEW."kind", NEW."municipality_id", NEW."not_relevant_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase_id", NEW."priority", NEW."programme_id", NEW."project_id", NEW."responsible_id", NEW."shared_due_on", NEW."shared_starts_on", NEW."starts_on", NEW."status", NEW."template_id", NEW."theme_id"); RETURN NULL;',
                    hash="33c8e6b2546bb39721539027adf0a6e096d17017",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_705e1",
                    table="tasks_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_taskevent" ("completed_at", "completed_by_id", "due_on", "due_reason", "executor_id", "id", "is_withdrawn", "kind", "municipality_id", "not_relevant_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "priority", "programme_id", "project_id", "responsible_id", "shared_due_on", "shared_starts_on", "starts_on", "status", "template_id", "theme_id") VALUES (OLD."completed_at", OLD."completed_by_id", OLD."due_on", OLD."due_reason", OLD."executor_id", OLD."id", OLD."is_withdrawn", OLD."kind", OLD."municipality_id", OLD."not_relevant_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase_id", OLD."priority", OLD."programme_id", OLD."project_id", OLD."responsible_id", OLD."shared_due_on", OLD."shared_starts_on", OLD."starts_on", OLD."status", OLD."template_id", OLD."theme_id"); RETURN NULL;',
                    hash="301179d52d8fd2bf400140ef6db6540badb58a38",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3627a",
                    table="tasks_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tasktemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9a7c325266fc7a52ff7b4b758ac133c7d4c05b2d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_924cc",
                    table="tasks_tasktemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templateattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_templateattachmentevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "title", "url") SELECT new_values."id", new_values."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."template_id", new_values."title", new_values."url" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="66d0098345309d306de531fa064aa7127eb4719e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac6da",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_templateattachment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templateattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_templateattachmentevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "title", "url") VALUES (NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."template_id", NEW."title", NEW."url"); RETURN NULL;',
                    hash="724070c7b86f35e180e0b65daf40d59cb3f79407",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b959",
                    table="tasks_templateattachment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templateattachment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_templateattachmentevent" ("id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "template_id", "title", "url") VALUES (OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."template_id", OLD."title", OLD."url"); RETURN NULL;',
                    hash="20b080e851dc550849e7e0ae9cdf1ac6fbd030bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8a227",
                    table="tasks_templateattachment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templateattachmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="623eaffce238337e795a5ceaf030b1c77c7d40c2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c65dd",
                    table="tasks_templateattachmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatelink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_templatelinkevent" ("id", "kind", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "template_id") SELECT new_values."id", new_values."kind", new_values."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."template_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3a170eee8ecdb11cc4255e530314193c5fefd996",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8f784",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_templatelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatelink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_templatelinkevent" ("id", "kind", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "template_id") VALUES (NEW."id", NEW."kind", NEW."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."template_id"); RETURN NULL;',
                    hash="39e455306a6fd4a553385b27aa19a5c6f2f8c593",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f6656",
                    table="tasks_templatelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatelink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_templatelinkevent" ("id", "kind", "other_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "template_id") VALUES (OLD."id", OLD."kind", OLD."other_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."template_id"); RETURN NULL;',
                    hash="efd0f35cbf2ebaac85263f7fb56dc2a0563cabb1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e2f09",
                    table="tasks_templatelink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatelinkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="36c8938f5174cad89ee55a3534e15befcca9dcdb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_44b02",
                    table="tasks_templatelinkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatereceiver",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_templatereceiverevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publication_id", "template_id", "wave_id") SELECT new_values."id", new_values."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."publication_id", new_values."template_id", new_values."wave_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="acd7542211ba091d73ff91000720611d5d3e841b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46944",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_templatereceiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatereceiver",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_templatereceiverevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publication_id", "template_id", "wave_id") VALUES (NEW."id", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."publication_id", NEW."template_id", NEW."wave_id"); RETURN NULL;',
                    hash="5f0e7916f82ab246f11dfa8458792177de118a16",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6b9f0",
                    table="tasks_templatereceiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatereceiver",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_templatereceiverevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "publication_id", "template_id", "wave_id") VALUES (OLD."id", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."publication_id", OLD."template_id", OLD."wave_id"); RETURN NULL;',
                    hash="91d336b9f8f224ec8e0fe1c262527d690ba38b6b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f1236",
                    table="tasks_templatereceiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templatereceiverevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9136f74dea563753c8bd284aee0d62751c62509",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e2ed",
                    table="tasks_templatereceiverevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templaterole",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_templateroleevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "tasktemplate_id") SELECT new_values."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."tasktemplate_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40e996a6a93843985212cbf6b8bd059c4632a750",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d547f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_tasktemplate_involved_roles",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templaterole",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_templateroleevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "tasktemplate_id") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role_id", NEW."tasktemplate_id"); RETURN NULL;',
                    hash="70cd6fa575d0d19273a66d99becaf8251dd17bbb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9b7fb",
                    table="tasks_tasktemplate_involved_roles",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templaterole",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_templateroleevent" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "tasktemplate_id") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role_id", OLD."tasktemplate_id"); RETURN NULL;',
                    hash="ad5634ef29c476605e65910a0710afe593f39df0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bcfdc",
                    table="tasks_tasktemplate_involved_roles",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tasktemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_tasktemplateevent" ("code", "description", "due_amount", "due_anchor", "due_fixed_on", "due_unit", "goal", "id", "kind", "method", "notable_version", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "position", "priority", "programme_id", "published_at", "published_by_id", "quality_criteria", "recommended_executor_id", "recommended_responsible_id", "result", "source", "start_amount", "start_anchor", "start_fixed_on", "start_unit", "theme_id", "title", "version", "withdrawn_at", "withdrawn_by_id") SELECT new_values."code", new_values."description", new_values."due_amount", new_values."due_anchor", new_values."due_fixed_on", new_values."due_unit", new_values."goal", new_values."id", new_values."kind", new_values."method", new_values."notable_version", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."phase_id", new_values."position", new_values."priority", new_values."programme_id", new_values."published_at", new_values."published_by_id", new_values."quality_criteria", new_values."recommended_executor_id", new_values."recommended_responsible_id", new_values."result", new_values."source", new_values."start_amount", new_values."start_anchor", new_values."start_fixed_on", new_values."start_unit", new_values."theme_id", new_values."title", new_values."version", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c60c7ad0d1963bf99720ff4cad72e33b8b1b694d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96f19",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_tasktemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tasktemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."description" IS DISTINCT FROM (NEW."description") OR OLD."due_amount" IS DISTINCT FROM (NEW."due_amount") OR OLD."due_anchor" IS DISTINCT FROM (NEW."due_anchor") OR OLD."due_fixed_on" IS DISTINCT FROM (NEW."due_fixed_on") OR OLD."due_unit" IS DISTINCT FROM (NEW."due_unit") OR OLD."goal" IS DISTINCT FROM (NEW."goal") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."notable_version" IS DISTINCT FROM (NEW."notable_version") OR OLD."phase_id" IS DISTINCT FROM (NEW."phase_id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."priority" IS DISTINCT FROM (NEW."priority") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."quality_criteria" IS DISTINCT FROM (NEW."quality_criteria") OR OLD."recommended_executor_id" IS DISTINCT FROM (NEW."recommended_executor_id") OR OLD."recommended_responsible_id" IS DISTINCT FROM (NEW."recommended_responsible_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."start_amount" IS DISTINCT FROM (NEW."start_amount") OR OLD."start_anchor" IS DISTINCT FROM (NEW."start_anchor") OR OLD."start_fixed_on" IS DISTINCT FROM (NEW."start_fixed_on") OR OLD."start_unit" IS DISTINCT FROM (NEW."start_unit") OR OLD."theme_id" IS DISTINCT FROM (NEW."theme_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id"))',
                    func='INSERT INTO "tasks_tasktemplateevent" ("code", "description", "due_amount", "due_anchor", "due_fixed_on", "due_unit", "goal", "id", "kind", "method", "notable_version", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "position", "priority", "programme_id", "published_at", "published_by_id", "quality_criteria", "recommended_executor_id", "recommended_responsible_id", "result", "source", "start_amount", "start_anchor", "start_fixed_on", "start_unit", "theme_id", "title", "version", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."code", NEW."description", NEW."due_amount", NEW."due_anchor", NEW."due_fixed_on", NEW."due_unit", NEW."goal", NEW."id", NEW."kind", NEW."method", NEW."notable_version", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase_id", NEW."position", NEW."priority", NEW."programme_id", NEW."published_at", NEW."published_by_id", NEW."quality_criteria", NEW."recommended_executor_id", NEW."recommended_responsible_id", NEW."result", NEW."source", NEW."start_amount", NEW."start_anchor", NEW."start_fixed_on", NEW."start_unit", NEW."theme_id", NEW."title", NEW."version", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                    hash="655a274e1aea774a0570adaadbcba07285121699",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fb152",
                    table="tasks_tasktemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tasktemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_tasktemplateevent" ("code", "description", "due_amount", "due_anchor", "due_fixed_on", "due_unit", "goal", "id", "kind", "method", "notable_version", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "position", "priority", "programme_id", "published_at", "published_by_id", "quality_criteria", "recommended_executor_id", "recommended_responsible_id", "result", "source", "start_amount", "start_anchor", "start_fixed_on", "start_unit", "theme_id", "title", "version", "withdrawn_at", "withdrawn_by_id") VALUES (OLD."code", OLD."description", OLD."due_amount", OLD."due_anchor", OLD."due_fixed_on", OLD."due_unit", OLD."goal", OLD."id", OLD."kind", OLD."method", OLD."notable_version", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase_id", OLD."position", OLD."priority", OLD."programme_id", OLD."published_at", OLD."published_by_id", OLD."quality_criteria", OLD."recommended_executor_id", OLD."recommended_responsible_id", OLD."result", OLD."source", OLD."start_amount", OLD."start_anchor", OLD."start_fixed_on", OLD."start_unit", OLD."theme_id", OLD."title", OLD."version", OLD."withdrawn_at", OLD."withdrawn_by_id"); RETURN NULL;',
                    hash="14c413161746801f8ccad7a876d317584ba0a9ec",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75b26",
                    table="tasks_tasktemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="templateroleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2629aeddb207147b7e1b0a446d257103a382fbc3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_24671",
                    table="tasks_templateroleevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="internalnotesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d11942c4e96aadd0d108757a465ef18bb3899fc3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_74c87",
                    table="tasks_internalnotesevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="internalnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_internalnotesevent" ("municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "revision", "task_id", "text") SELECT new_values."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."task_id", new_values."programme_id", new_values."revision", new_values."task_id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="446abc0815b5280f73505491845ee8ceee382acc",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ed22",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="tasks_internalnotes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="internalnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_internalnotesevent" ("municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "revision", "task_id", "text") VALUES (NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."task_id", NEW."programme_id", NEW."revision", NEW."task_id", NEW."text"); RETURN NULL;',
                    hash="a9e203b24badab3026bb66e831d4cb1063065f18",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13ac7",
                    table="tasks_internalnotes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="internalnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_internalnotesevent" ("municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "revision", "task_id", "text") VALUES (OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."task_id", OLD."programme_id", OLD."revision", OLD."task_id", OLD."text"); RETURN NULL;',
                    hash="3708b056b4a1899c29aa12ffa70619ffbdf76aa0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_189c2",
                    table="tasks_internalnotes",
                    when="AFTER",
                ),
            ),
        ),
    ]
