import django.db.models.deletion
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
        ("roles", "0001_initial"),
        ("roles", "0002_history_once_a_statement"),
        ("roles", "0003_history_by_time"),
        ("roles", "0004_the_system_follows_the_scope"),
    ]

    dependencies = [
        ("organisations", "0001_squashed_0005"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=60, verbose_name="kode")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "scope",
                    models.CharField(
                        choices=[("cross", "tværgående"), ("system", "for et it-system")],
                        max_length=10,
                        verbose_name="omfang",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("implementation", "implementering"),
                            ("operations", "drift"),
                            ("both", "implementering og drift"),
                        ],
                        max_length=20,
                        verbose_name="anvendes i",
                    ),
                ),
                (
                    "appointed_in_phase",
                    models.CharField(blank=True, max_length=8, verbose_name="udpeges i fase"),
                ),
                ("min_holders", models.PositiveSmallIntegerField(default=0, verbose_name="mindst")),
                (
                    "max_holders",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="højst"),
                ),
                (
                    "exactly_one_primary",
                    models.BooleanField(default=False, verbose_name="præcis én primær"),
                ),
                ("effect", models.TextField(blank=True, verbose_name="effekt")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rækkefølge"),
                ),
                (
                    "hands_over_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="roles.role",
                        verbose_name="overdrager til",
                    ),
                ),
            ],
            options={
                "verbose_name": "rolle",
                "verbose_name_plural": "roller",
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="role_code_unique"),
                    models.UniqueConstraint(fields=("id", "scope"), name="role_id_with_scope"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="role_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["cross", "system"])),
                        name="role_scope_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["implementation", "operations", "both"])),
                        name="role_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_holders", None),
                            ("max_holders__gte", models.F("min_holders")),
                            _connector="OR",
                        ),
                        name="role_max_not_below_min",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[("cross", "tværgående"), ("system", "for et it-system")],
                        max_length=10,
                        verbose_name="omfang",
                    ),
                ),
                ("is_primary", models.BooleanField(default=False, verbose_name="primær")),
                (
                    "confirmed_on",
                    models.DateField(blank=True, null=True, verbose_name="senest bekræftet"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_assignments",
                        to="organisations.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="roles.role",
                        verbose_name="rolle",
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="organisations.system",
                        verbose_name="it-system",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="rolleindehaver",
                    ),
                ),
            ],
            options={
                "verbose_name": "rolleindehaver",
                "verbose_name_plural": "rolleindehavere",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "role", "system", "user"),
                        name="role_assignment_once_per_person",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_primary", True)),
                        fields=("municipality", "role", "system"),
                        name="role_assignment_one_primary",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scope", "system"), ("system__isnull", False)),
                            models.Q(("scope", "cross"), ("system__isnull", True)),
                            _connector="OR",
                        ),
                        name="role_assignment_system_follows_scope",
                        violation_error_message="Vælg et it-system til en rolle, der er for et it-system, og intet til en tværgående.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "scope",
                    models.CharField(
                        choices=[("cross", "tværgående"), ("system", "for et it-system")],
                        max_length=10,
                        verbose_name="omfang",
                    ),
                ),
                ("is_primary", models.BooleanField(default=False, verbose_name="primær")),
                (
                    "confirmed_on",
                    models.DateField(blank=True, null=True, verbose_name="senest bekræftet"),
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
                        to="roles.roleassignment",
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
                    "system",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.system",
                        verbose_name="it-system",
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
                        verbose_name="rolleindehaver",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="roles_rolea_pgh_cre_0cde30_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="roles_rolea_municip_4f5998_idx",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=60, verbose_name="kode")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "scope",
                    models.CharField(
                        choices=[("cross", "tværgående"), ("system", "for et it-system")],
                        max_length=10,
                        verbose_name="omfang",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("implementation", "implementering"),
                            ("operations", "drift"),
                            ("both", "implementering og drift"),
                        ],
                        max_length=20,
                        verbose_name="anvendes i",
                    ),
                ),
                (
                    "appointed_in_phase",
                    models.CharField(blank=True, max_length=8, verbose_name="udpeges i fase"),
                ),
                ("min_holders", models.PositiveSmallIntegerField(default=0, verbose_name="mindst")),
                (
                    "max_holders",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="højst"),
                ),
                (
                    "exactly_one_primary",
                    models.BooleanField(default=False, verbose_name="præcis én primær"),
                ),
                ("effect", models.TextField(blank=True, verbose_name="effekt")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, verbose_name="rækkefølge"),
                ),
                (
                    "hands_over_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="roles.role",
                        verbose_name="overdrager til",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="roles.role",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="roles_rolee_pgh_cre_efffd2_idx")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=tenancy.constraints.SameParent(
                name="role_assignment_scope_of_its_role",
                parent="scope",
                relation="role",
                violation_error_message="Rollen har et andet omfang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=tenancy.constraints.SameParent(
                name="role_assignment_user_in_same_municipality",
                parent="municipality",
                relation="user",
                violation_error_message="Personen hører til en anden kommune.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="role",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "roles_roleevent" ("appointed_in_phase", "code", "effect", "exactly_one_primary", "hands_over_to_id", "id", "max_holders", "min_holders", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scope", "stage") SELECT new_values."appointed_in_phase", new_values."code", new_values."effect", new_values."exactly_one_primary", new_values."hands_over_to_id", new_values."id", new_values."max_holders", new_values."min_holders", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."scope", new_values."stage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4b0281882e39da2680e097d9cd2a4f363a1cf4ee",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6b3ce",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="roles_role",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="role",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "roles_roleevent" ("appointed_in_phase", "code", "effect", "exactly_one_primary", "hands_over_to_id", "id", "max_holders", "min_holders", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scope", "stage") VALUES (NEW."appointed_in_phase", NEW."code", NEW."effect", NEW."exactly_one_primary", NEW."hands_over_to_id", NEW."id", NEW."max_holders", NEW."min_holders", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."scope", NEW."stage"); RETURN NULL;',
                    hash="fb95f7c2cef64d3af6b02701acb42ac7958e48fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_78cc3",
                    table="roles_role",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="role",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "roles_roleevent" ("appointed_in_phase", "code", "effect", "exactly_one_primary", "hands_over_to_id", "id", "max_holders", "min_holders", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "scope", "stage") VALUES (OLD."appointed_in_phase", OLD."code", OLD."effect", OLD."exactly_one_primary", OLD."hands_over_to_id", OLD."id", OLD."max_holders", OLD."min_holders", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."scope", OLD."stage"); RETURN NULL;',
                    hash="4390fc31d12d1266df9e05f87a1f214eb3547e4a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3b82a",
                    table="roles_role",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "roles_roleassignmentevent" ("confirmed_on", "id", "is_primary", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "scope", "system_id", "user_id") SELECT new_values."confirmed_on", new_values."id", new_values."is_primary", new_values."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."role_id", new_values."scope", new_values."system_id", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="afa3ead8cecb4b69c198da215430e19d40961672",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2811a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="roles_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "roles_roleassignmentevent" ("confirmed_on", "id", "is_primary", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "scope", "system_id", "user_id") VALUES (NEW."confirmed_on", NEW."id", NEW."is_primary", NEW."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role_id", NEW."scope", NEW."system_id", NEW."user_id"); RETURN NULL;',
                    hash="94660e5f18cff7b7ea7177fda4c3d9882895e03f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee03b",
                    table="roles_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "roles_roleassignmentevent" ("confirmed_on", "id", "is_primary", "municipality_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id", "scope", "system_id", "user_id") VALUES (OLD."confirmed_on", OLD."id", OLD."is_primary", OLD."municipality_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role_id", OLD."scope", OLD."system_id", OLD."user_id"); RETURN NULL;',
                    hash="51f748a8a669ff12dffcb1b5da79d30ad5b3db9a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e970e",
                    table="roles_roleassignment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleassignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="643ee4b77812aa39f64fff016b91dbea4effea57",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2c183",
                    table="roles_roleassignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="roleevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="822272fc43f26d9744630af76ccd9a85ebec7e5c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_225d5",
                    table="roles_roleevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
