import django.db.models.deletion
import django.db.models.functions.datetime
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
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Visit",
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
                            "at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="første gang",
                            ),
                        ),
                        ("on", models.DateField(verbose_name="dag")),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="af",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.partner",
                                verbose_name="samarbejdspart",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "besøg",
                        "verbose_name_plural": "besøg",
                        "indexes": [
                            models.Index(fields=["at"], name="visit_at"),
                            models.Index(
                                fields=["municipality", "at"], name="visit_in_municipality"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("by", "project", "on"),
                                name="visit_once_a_person_project_and_day",
                            ),
                            tenancy.constraints.SameParent(
                                name="visit_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="visit_project_in_same_programme",
                                parent="programme",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="visit_by_someone_at_the_partner",
                                parent="partner",
                                relation="by",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                            "system",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="organisations.system",
                                verbose_name="it-system",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("slug", models.SlugField(max_length=60, verbose_name="adresse")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        (
                            "warning_days_critical",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="varsel i arbejdsdage, kritisk vej"
                            ),
                        ),
                        (
                            "warning_days_mandatory",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="varsel i arbejdsdage, obligatorisk"
                            ),
                        ),
                        (
                            "warning_days_recommended",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="varsel i arbejdsdage, anbefalet"
                            ),
                        ),
                        (
                            "yellow_requires_not_started",
                            models.BooleanField(
                                default=False, verbose_name="gul kun når opgaven ikke er påbegyndt"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "program",
                        "verbose_name_plural": "programmer",
                        "constraints": [
                            models.UniqueConstraint(fields=("name",), name="programme_name_unique"),
                            models.UniqueConstraint(fields=("slug",), name="programme_slug_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="programme_name_not_empty",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammeEvent",
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
                                to="projects.programme",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "system",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.system",
                                verbose_name="it-system",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "slug",
                            models.SlugField(db_index=False, max_length=60, verbose_name="adresse"),
                        ),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        (
                            "warning_days_critical",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="varsel i arbejdsdage, kritisk vej"
                            ),
                        ),
                        (
                            "warning_days_mandatory",
                            models.PositiveSmallIntegerField(
                                default=5, verbose_name="varsel i arbejdsdage, obligatorisk"
                            ),
                        ),
                        (
                            "warning_days_recommended",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="varsel i arbejdsdage, anbefalet"
                            ),
                        ),
                        (
                            "yellow_requires_not_started",
                            models.BooleanField(
                                default=False, verbose_name="gul kun når opgaven ikke er påbegyndt"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="projects_pr_pgh_cre_30d8ab_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Wave",
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
                                related_name="waves",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="startdato"),
                        ),
                        (
                            "go_live_on",
                            models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                        ),
                    ],
                    options={
                        "verbose_name": "bølge",
                        "verbose_name_plural": "bølger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "number"),
                                name="wave_number_unique_in_programme",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="wave_id_with_programme"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("go_live_on", None),
                                    ("starts_on", None),
                                    ("go_live_on__gte", models.F("starts_on")),
                                    _connector="OR",
                                ),
                                name="wave_goes_live_after_it_starts",
                                violation_error_message="Idriftsættelsen skal ligge efter bølgens startdato.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="WaveEvent",
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
                                to="projects.wave",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "starts_on",
                            models.DateField(blank=True, null=True, verbose_name="startdato"),
                        ),
                        (
                            "go_live_on",
                            models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="projects_wa_pgh_cre_d9598a_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Blackout",
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
                                related_name="blackouts",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("first_week", models.PositiveSmallIntegerField(verbose_name="fra uge")),
                        (
                            "last_week",
                            models.PositiveSmallIntegerField(verbose_name="til og med uge"),
                        ),
                    ],
                    options={
                        "verbose_name": "udrulningspause",
                        "verbose_name_plural": "udrulningspauser",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "name"),
                                name="blackout_name_unique_in_programme",
                                violation_error_message="Programmet har allerede en pause med det navn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="blackout_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_week__gte", 1),
                                    ("first_week__lte", 53),
                                    ("last_week__gte", 1),
                                    ("last_week__lte", 53),
                                ),
                                name="blackout_weeks_of_a_year",
                                violation_error_message="Uger går fra 1 til 53.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="BlackoutEvent",
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
                                to="projects.blackout",
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
                        ("first_week", models.PositiveSmallIntegerField(verbose_name="fra uge")),
                        (
                            "last_week",
                            models.PositiveSmallIntegerField(verbose_name="til og med uge"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="projects_bl_pgh_cre_10ba2a_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Project",
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
                                related_name="projects",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "wave",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="projects",
                                to="projects.wave",
                                verbose_name="bølge",
                            ),
                        ),
                        (
                            "go_live_on",
                            models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                        ),
                        (
                            "shows_local_tasks",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="viser lokale opgaver"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "projekt",
                        "verbose_name_plural": "projekter",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "municipality"),
                                name="project_one_per_programme_and_municipality",
                                violation_error_message="Kommunen har allerede et projekt i programmet.",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "municipality"), name="project_id_with_municipality"
                            ),
                            models.UniqueConstraint(
                                fields=("id", "programme"), name="project_id_with_programme"
                            ),
                            tenancy.constraints.SameParent(
                                name="project_wave_in_same_programme",
                                parent="programme",
                                relation="wave",
                                violation_error_message="Bølgen hører til et andet program.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectEvent",
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
                                to="projects.project",
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
                            "go_live_on",
                            models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                        ),
                        (
                            "shows_local_tasks",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="viser lokale opgaver"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="projects_pr_pgh_cre_2be797_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="projects_pr_municip_f5414e_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMember",
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
                            "project",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="project_memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="medlem",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("leader", "Projektleder"),
                                    ("owner", "Projektejer"),
                                    ("contributor", "Bidragyder"),
                                    ("reader", "Læser"),
                                ],
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "projektmedlem",
                        "verbose_name_plural": "projektmedlemmer",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("project", "user"), name="project_member_once_per_project"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "leader")),
                                fields=("project",),
                                name="project_member_one_leader",
                                violation_error_message="Projektet har allerede en projektleder.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("role", "owner")),
                                fields=("project",),
                                name="project_member_one_owner",
                                violation_error_message="Projektet har allerede en projektejer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["leader", "owner", "contributor", "reader"])
                                ),
                                name="project_member_role_known",
                            ),
                            tenancy.constraints.SameParent(
                                name="project_member_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="project_member_project_in_same_programme",
                                parent="programme",
                                relation="project",
                            ),
                            tenancy.constraints.SameParent(
                                name="project_member_user_in_same_municipality",
                                parent="municipality",
                                relation="user",
                                violation_error_message="Personen hører til en anden kommune.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="ProjectMemberEvent",
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
                                to="projects.projectmember",
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
                            "user",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="medlem",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("leader", "Projektleder"),
                                    ("owner", "Projektejer"),
                                    ("contributor", "Bidragyder"),
                                    ("reader", "Læser"),
                                ],
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="projects_pr_pgh_cre_6abd62_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="projects_pr_municip_1e62d3_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
