import django.db.models.constraints
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tenancy.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    # Everything below in one step: a new database is ready three times as fast.
    initial = True
    replaces = [
        ("phases", "0001_initial"),
        ("phases", "0002_history_once_a_statement"),
        ("phases", "0003_history_of_what_was_missing"),
        ("phases", "0004_history_by_time"),
        ("phases", "0005_phases_trade_places"),
    ]

    dependencies = [
        ("projects", "0001_squashed_0006"),
    ]

    operations = [
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=8, verbose_name="nummer")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                (
                    "starts_amount",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="start, antal"),
                ),
                (
                    "starts_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
                        max_length=10,
                        verbose_name="start, enhed",
                    ),
                ),
                (
                    "ends_amount",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="slut, antal"),
                ),
                (
                    "ends_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
                        max_length=10,
                        verbose_name="slut, enhed",
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="projects.programme",
                        verbose_name="program",
                    ),
                ),
            ],
            options={
                "verbose_name": "fase",
                "verbose_name_plural": "faser",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "number"), name="phase_number_unique_in_programme"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["IMMEDIATE"],
                        fields=("programme", "position"),
                        name="phase_position_unique_in_programme",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "programme"), name="phase_id_with_programme"
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
                        condition=models.Q(("name", ""), _negated=True), name="phase_name_not_empty"
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
            },
        ),
        migrations.CreateModel(
            name="PhaseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.CharField(max_length=8, verbose_name="nummer")),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                (
                    "starts_amount",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="start, antal"),
                ),
                (
                    "starts_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
                        max_length=10,
                        verbose_name="start, enhed",
                    ),
                ),
                (
                    "ends_amount",
                    models.SmallIntegerField(blank=True, null=True, verbose_name="slut, antal"),
                ),
                (
                    "ends_unit",
                    models.CharField(
                        blank=True,
                        choices=[("day", "dage"), ("workday", "arbejdsdage"), ("month", "måneder")],
                        max_length=10,
                        verbose_name="slut, enhed",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="phases.phase",
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
                    models.Index(fields=["pgh_created_at"], name="phases_phas_pgh_cre_d52dab_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("purpose", models.TextField(blank=True, verbose_name="formål")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="projects.programme",
                        verbose_name="program",
                    ),
                ),
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
                        condition=models.Q(("name", ""), _negated=True), name="theme_name_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="navn")),
                ("purpose", models.TextField(blank=True, verbose_name="formål")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rækkefølge")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="phases.theme",
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
                    models.Index(fields=["pgh_created_at"], name="phases_them_pgh_cre_526046_idx")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=tenancy.constraints.SameParent(
                name="phase_parent_in_same_programme", parent="programme", relation="parent"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "phases_phaseevent" ("description", "ends_amount", "ends_unit", "id", "name", "number", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "starts_amount", "starts_unit") SELECT new_values."description", new_values."ends_amount", new_values."ends_unit", new_values."id", new_values."name", new_values."number", new_values."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."programme_id", new_values."starts_amount", new_values."starts_unit" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4320aecdc3b86d060cf21dc8bd36bc5b3c1b5d90",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_019c9",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="phases_phase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "phases_phaseevent" ("description", "ends_amount", "ends_unit", "id", "name", "number", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "starts_amount", "starts_unit") VALUES (NEW."description", NEW."ends_amount", NEW."ends_unit", NEW."id", NEW."name", NEW."number", NEW."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."starts_amount", NEW."starts_unit"); RETURN NULL;',
                    hash="6f9a3b2655ed350f56290636ed754b5d4e464a8e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_92a02",
                    table="phases_phase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "phases_phaseevent" ("description", "ends_amount", "ends_unit", "id", "name", "number", "parent_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "starts_amount", "starts_unit") VALUES (OLD."description", OLD."ends_amount", OLD."ends_unit", OLD."id", OLD."name", OLD."number", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."starts_amount", OLD."starts_unit"); RETURN NULL;',
                    hash="62a2d8574609a16be16db8d1f0f42cf5b2d334dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_321df",
                    table="phases_phase",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="phaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fb1168273281961e4728302faa3f0e711456ed49",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_33cfe",
                    table="phases_phaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "phases_themeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "purpose") SELECT new_values."id", new_values."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."position", new_values."programme_id", new_values."purpose" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="27d805c94d7d1366a057d34932acad48a2015693",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6eac7",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="phases_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "phases_themeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "purpose") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."programme_id", NEW."purpose"); RETURN NULL;',
                    hash="963d3984d1cc947f03d2bb6d2d1b40346666f49d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6867a",
                    table="phases_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "phases_themeevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "programme_id", "purpose") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."programme_id", OLD."purpose"); RETURN NULL;',
                    hash="9ca5575e5cd8a1ebfc7bb4a6ae931f3d3f85e290",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4bb3e",
                    table="phases_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="themeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1b7db3d7bff6778b5933b41775cabf458c4ec646",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ca7fa",
                    table="phases_themeevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
