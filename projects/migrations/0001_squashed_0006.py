import django.db.models.deletion
import django.db.models.functions.datetime
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
        ("projects", "0001_initial"),
        ("projects", "0002_history_once_a_statement"),
        ("projects", "0003_members_say_their_programme"),
        ("projects", "0004_history_by_time"),
        ("projects", "0005_what_people_did"),
        ("projects", "0006_blackouts"),
    ]

    dependencies = [
        ("organisations", "0001_squashed_0005"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Blackout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("first_week", models.PositiveSmallIntegerField(verbose_name="fra uge")),
                ("last_week", models.PositiveSmallIntegerField(verbose_name="til og med uge")),
            ],
            options={
                "verbose_name": "udrulningspause",
                "verbose_name_plural": "udrulningspauser",
                "constraints": [
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
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="organisations.system",
                        verbose_name="it-system",
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
            },
        ),
        migrations.CreateModel(
            name="BlackoutEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("first_week", models.PositiveSmallIntegerField(verbose_name="fra uge")),
                ("last_week", models.PositiveSmallIntegerField(verbose_name="til og med uge")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.blackout",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="projects_bl_pgh_cre_10ba2a_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("slug", models.SlugField(db_index=False, max_length=60, verbose_name="adresse")),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.programme",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="projects_pr_pgh_cre_30d8ab_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "go_live_on",
                    models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                        to="projects.projectmember",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="projects_pr_pgh_cre_6abd62_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="projects_pr_municip_1e62d3_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.Index(fields=["municipality", "at"], name="visit_in_municipality"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("by", "project", "on"), name="visit_once_a_person_project_and_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wave",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="startdato")),
                (
                    "go_live_on",
                    models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
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
            ],
            options={
                "verbose_name": "bølge",
                "verbose_name_plural": "bølger",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "number"), name="wave_number_unique_in_programme"
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
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "go_live_on",
                    models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
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
                        to="projects.project",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="projects_pr_pgh_cre_2be797_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="projects_pr_municip_f5414e_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(verbose_name="nummer")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="startdato")),
                (
                    "go_live_on",
                    models.DateField(blank=True, null=True, verbose_name="idriftsættelse"),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.wave",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="projects_wa_pgh_cre_d9598a_idx")
                ],
            },
        ),
        migrations.AddField(
            model_name="blackout",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="blackouts",
                to="projects.programme",
                verbose_name="program",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="wave",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="projects.wave",
                verbose_name="bølge",
            ),
        ),
        migrations.AddConstraint(
            model_name="blackout",
            constraint=models.UniqueConstraint(
                fields=("programme", "name"),
                name="blackout_name_unique_in_programme",
                violation_error_message="Programmet har allerede en pause med det navn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectmember",
            constraint=tenancy.constraints.SameParent(
                name="project_member_project_in_same_municipality",
                parent="municipality",
                relation="project",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectmember",
            constraint=tenancy.constraints.SameParent(
                name="project_member_project_in_same_programme",
                parent="programme",
                relation="project",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectmember",
            constraint=tenancy.constraints.SameParent(
                name="project_member_user_in_same_municipality",
                parent="municipality",
                relation="user",
                violation_error_message="Personen hører til en anden kommune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=tenancy.constraints.SameParent(
                name="visit_project_in_same_municipality", parent="municipality", relation="project"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=tenancy.constraints.SameParent(
                name="visit_project_in_same_programme", parent="programme", relation="project"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=tenancy.constraints.SameParent(
                name="visit_by_someone_at_the_partner", parent="partner", relation="by"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=tenancy.constraints.SameParent(
                name="project_wave_in_same_programme",
                parent="programme",
                relation="wave",
                violation_error_message="Bølgen hører til et andet program.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_programmeevent" ("description", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "system_id", "warning_days_critical", "warning_days_mandatory", "warning_days_recommended", "yellow_requires_not_started") SELECT new_values."description", new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."slug", new_values."system_id", new_values."warning_days_critical", new_values."warning_days_mandatory", new_values."warning_days_recommended", new_values."yellow_requires_not_started" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ee8c247b3b3ba6b019011d419bd47207946b2f5d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e4da0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_programmeevent" ("description", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "system_id", "warning_days_critical", "warning_days_mandatory", "warning_days_recommended", "yellow_requires_not_started") VALUES (NEW."description", NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."slug", NEW."system_id", NEW."warning_days_critical", NEW."warning_days_mandatory", NEW."warning_days_recommended", NEW."yellow_requires_not_started"); RETURN NULL;',
                    hash="4ec83ce743c9074ee9dc0741b9de91eca3789f96",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c4d5",
                    table="projects_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_programmeevent" ("description", "id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "system_id", "warning_days_critical", "warning_days_mandatory", "warning_days_recommended", "yellow_requires_not_started") VALUES (OLD."description", OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."slug", OLD."system_id", OLD."warning_days_critical", OLD."warning_days_mandatory", OLD."warning_days_recommended", OLD."yellow_requires_not_started"); RETURN NULL;',
                    hash="81ff75e5f2c3eff2022ad96aa6f7281811446ce3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_12dcf",
                    table="projects_programme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="blackoutevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6a0f281622f2168dd15ab84d7370867befb99967",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5c7cb",
                    table="projects_blackoutevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="blackout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_blackoutevent" ("first_week", "id", "last_week", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") SELECT new_values."first_week", new_values."id", new_values."last_week", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2258b9bed2f7e10d99323042dd6f66e3ce8fc107",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c0af8",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_blackout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="blackout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_blackoutevent" ("first_week", "id", "last_week", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (NEW."first_week", NEW."id", NEW."last_week", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id"); RETURN NULL;',
                    hash="54d0e20b270f22dc03a543fac1a4629a6cdab36e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_63cb8",
                    table="projects_blackout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="blackout",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_blackoutevent" ("first_week", "id", "last_week", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id") VALUES (OLD."first_week", OLD."id", OLD."last_week", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id"); RETURN NULL;',
                    hash="407a2c89c170bb0f7745a75ae2890b4545db7252",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e5009",
                    table="projects_blackout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="programmeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="34a45c93c6a4af27fa38d5730cdf9e90502bd13c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_73b9d",
                    table="projects_programmeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectmemberevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "role", "user_id") SELECT new_values."id", new_values."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."project_id", new_values."role", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f2660294eb59dabe92745fedad3fcab0c70235ef",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_31b7a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_projectmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_projectmemberevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "role", "user_id") VALUES (NEW."id", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."project_id", NEW."role", NEW."user_id"); RETURN NULL;',
                    hash="b0c4d82248baefc381271b920e59121d7a1c82b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1bca3",
                    table="projects_projectmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectmemberevent" ("id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "project_id", "role", "user_id") VALUES (OLD."id", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."project_id", OLD."role", OLD."user_id"); RETURN NULL;',
                    hash="98d7e04e6f34c939694e84f45b1679f471de715f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_74481",
                    table="projects_projectmember",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectmemberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6f940aaeb062f8ada6c3616f5f901891a2e37b76",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3e713",
                    table="projects_projectmemberevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="49771c5aa778555589a6c03c061fefa38e69875f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_579fc",
                    table="projects_visit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wave",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_waveevent" ("go_live_on", "id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "starts_on") SELECT new_values."go_live_on", new_values."id", new_values."name", new_values."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="baaf8f99a696ebbead2e84638f4b6d0820d1bb38",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5e458",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_wave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wave",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_waveevent" ("go_live_on", "id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "starts_on") VALUES (NEW."go_live_on", NEW."id", NEW."name", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."starts_on"); RETURN NULL;',
                    hash="fde6a9be8a9d07f957ac4ce4332af7a88d018e25",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1e1c1",
                    table="projects_wave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="wave",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_waveevent" ("go_live_on", "id", "name", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "starts_on") VALUES (OLD."go_live_on", OLD."id", OLD."name", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."starts_on"); RETURN NULL;',
                    hash="61e429b3264f9dc1c9a4c9c42cf4c226ee5169d6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d95ed",
                    table="projects_wave",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1e539f9fdce38ce92bafc8b1e4a452e7eeeec59d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bce67",
                    table="projects_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "projects_projectevent" ("go_live_on", "id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "wave_id") SELECT new_values."go_live_on", new_values."id", new_values."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."programme_id", new_values."wave_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a001e1cf089efd75fa22c3ee02efce117a9ddbb3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e147",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_projectevent" ("go_live_on", "id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "wave_id") VALUES (NEW."go_live_on", NEW."id", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme_id", NEW."wave_id"); RETURN NULL;',
                    hash="29bc228bf692c7161dc6c51929aa81ebf3acbcdd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_804c3",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectevent" ("go_live_on", "id", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme_id", "wave_id") VALUES (OLD."go_live_on", OLD."id", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme_id", OLD."wave_id"); RETURN NULL;',
                    hash="285a73501b5e445d5d21530bfa5aebc012be733f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2192f",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3c110e3626aee7252e1d65cf6518de16fac342f1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0324b",
                    table="projects_waveevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
