import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tenancy.constraints
import tenancy.history
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Everything below in one step: a new database is ready three times as fast.
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_history_once_a_statement"),
        ("accounts", "0003_people_who_leave"),
        ("accounts", "0004_history_by_time"),
        ("accounts", "0005_what_people_did"),
    ]

    dependencies = [
        ("organisations", "0001_squashed_0005"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="navn")),
                (
                    "sort_key",
                    models.CharField(
                        editable=False, max_length=150, verbose_name="sorteringsnøgle"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                (
                    "is_klik_administrator",
                    models.BooleanField(default=False, verbose_name="KLIK-administrator"),
                ),
                (
                    "reads_all_projects",
                    models.BooleanField(default=False, verbose_name="programleder"),
                ),
                ("is_editor", models.BooleanField(default=False, verbose_name="redaktør")),
                (
                    "is_administrator",
                    models.BooleanField(default=False, verbose_name="administrator"),
                ),
                (
                    "second_factor_due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="to-faktor-login kræves fra"
                    ),
                ),
                (
                    "deactivated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="deaktiveret"),
                ),
                (
                    "pseudonymised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="pseudonymiseret"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="organisations.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="organisations.partner",
                        verbose_name="samarbejdspart",
                    ),
                ),
            ],
            options={
                "verbose_name": "bruger",
                "verbose_name_plural": "brugere",
                "constraints": [
                    models.UniqueConstraint(fields=("email",), name="user_email_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="user_email_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="user_name_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("municipality__isnull", True),
                            ("partner__isnull", True),
                            _connector="XOR",
                        ),
                        name="user_at_exactly_one_municipality_or_partner",
                        violation_error_message="Vælg enten en kommune eller en samarbejdspart.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("municipality__isnull", False),
                            models.Q(
                                ("is_klik_administrator", False), ("reads_all_projects", False)
                            ),
                            _connector="OR",
                        ),
                        name="user_municipal_duties_in_a_municipality",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("partner__isnull", False), ("is_editor", False), _connector="OR"
                        ),
                        name="user_editor_at_a_partner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("partner__isnull", False), ("is_administrator", False), _connector="OR"
                        ),
                        name="user_administrator_at_a_partner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_active", True), ("deactivated_at__isnull", False), _connector="XOR"
                        ),
                        name="user_inactive_says_since_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pseudonymised_at", None), ("is_active", False), _connector="OR"
                        ),
                        name="user_pseudonymised_after_leaving",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "municipality"), name="user_id_with_municipality"
                    ),
                    models.UniqueConstraint(fields=("id", "partner"), name="user_id_with_partner"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
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
                        verbose_name="tidspunkt",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signed_in", "Log ind"),
                            ("sign_in_failed", "Mislykket log ind"),
                            ("signed_out", "Log ud"),
                            ("password_changed", "Skift af adgangskode"),
                            ("password_reset", "Ny adgangskode"),
                            ("second_factor_added", "To-faktor-login tilføjet"),
                            ("second_factor_removed", "To-faktor-login fjernet"),
                            ("second_factor_failed", "Mislykket to-faktor-login"),
                            ("file_downloaded", "Hentet fil"),
                            ("pdf_downloaded", "Hentet PDF"),
                            ("personal_data_downloaded", "Hentede persondata"),
                        ],
                        max_length=40,
                        verbose_name="type",
                    ),
                ),
                (
                    "address",
                    models.GenericIPAddressField(blank=True, null=True, verbose_name="IP-adresse"),
                ),
                (
                    "through",
                    models.CharField(
                        default=tenancy.history.Through["PAGE"],
                        max_length=10,
                        verbose_name="gennem",
                    ),
                ),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="enkeltheder")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="om",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.municipality",
                        verbose_name="kommune",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.partner",
                        verbose_name="samarbejdspart",
                    ),
                ),
            ],
            options={
                "verbose_name": "hændelse",
                "verbose_name_plural": "hændelser",
                "indexes": [
                    models.Index(fields=["at"], name="audit_entry_at"),
                    models.Index(fields=["municipality", "at"], name="audit_entry_in_municipality"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "signed_in",
                                    "sign_in_failed",
                                    "signed_out",
                                    "password_changed",
                                    "password_reset",
                                    "second_factor_added",
                                    "second_factor_removed",
                                    "second_factor_failed",
                                    "file_downloaded",
                                    "pdf_downloaded",
                                    "personal_data_downloaded",
                                ],
                            )
                        ),
                        name="audit_entry_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("through__in", ["page", "job", "command"])),
                        name="audit_entry_through_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by__isnull", False),
                            ("kind__in", ["sign_in_failed", "second_factor_failed"]),
                            ("through__in", ["job", "command"]),
                            _connector="OR",
                        ),
                        name="audit_entry_says_who_did_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(max_length=150, verbose_name="navn")),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                (
                    "is_klik_administrator",
                    models.BooleanField(default=False, verbose_name="KLIK-administrator"),
                ),
                (
                    "reads_all_projects",
                    models.BooleanField(default=False, verbose_name="programleder"),
                ),
                ("is_editor", models.BooleanField(default=False, verbose_name="redaktør")),
                (
                    "is_administrator",
                    models.BooleanField(default=False, verbose_name="administrator"),
                ),
                (
                    "second_factor_due_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="to-faktor-login kræves fra"
                    ),
                ),
                (
                    "deactivated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="deaktiveret"),
                ),
                (
                    "pseudonymised_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="pseudonymiseret"),
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
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisations.partner",
                        verbose_name="samarbejdspart",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["pgh_created_at"], name="accounts_us_pgh_cre_0c8bda_idx"),
                    models.Index(
                        fields=["municipality", "pgh_created_at"],
                        name="accounts_us_municip_a4d1a0_idx",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="auditentry",
            constraint=tenancy.constraints.SameParent(
                name="audit_entry_about_someone_in_same_municipality",
                parent="municipality",
                relation="about",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "accounts_userevent" ("deactivated_at", "email", "id", "is_active", "is_administrator", "is_editor", "is_klik_administrator", "municipality_id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonymised_at", "reads_all_projects", "second_factor_due_on") SELECT new_values."deactivated_at", new_values."email", new_values."id", new_values."is_active", new_values."is_administrator", new_values."is_editor", new_values."is_klik_administrator", new_values."municipality_id", new_values."name", new_values."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', new_values."id", new_values."pseudonymised_at", new_values."reads_all_projects", new_values."second_factor_due_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="89c8fdc71a1408569f09a419898db058220263c4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3867c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."deactivated_at" IS DISTINCT FROM (NEW."deactivated_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_administrator" IS DISTINCT FROM (NEW."is_administrator") OR OLD."is_editor" IS DISTINCT FROM (NEW."is_editor") OR OLD."is_klik_administrator" IS DISTINCT FROM (NEW."is_klik_administrator") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."partner_id" IS DISTINCT FROM (NEW."partner_id") OR OLD."pseudonymised_at" IS DISTINCT FROM (NEW."pseudonymised_at") OR OLD."reads_all_projects" IS DISTINCT FROM (NEW."reads_all_projects") OR OLD."second_factor_due_on" IS DISTINCT FROM (NEW."second_factor_due_on"))',
                    func='INSERT INTO "accounts_userevent" ("deactivated_at", "email", "id", "is_active", "is_administrator", "is_editor", "is_klik_administrator", "municipality_id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonymised_at", "reads_all_projects", "second_factor_due_on") VALUES (NEW."deactivated_at", NEW."email", NEW."id", NEW."is_active", NEW."is_administrator", NEW."is_editor", NEW."is_klik_administrator", NEW."municipality_id", NEW."name", NEW."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."pseudonymised_at", NEW."reads_all_projects", NEW."second_factor_due_on"); RETURN NULL;',
                    hash="7c119d9defbebeb8100b7be6f026a3a584e55f91",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("deactivated_at", "email", "id", "is_active", "is_administrator", "is_editor", "is_klik_administrator", "municipality_id", "name", "partner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pseudonymised_at", "reads_all_projects", "second_factor_due_on") VALUES (OLD."deactivated_at", OLD."email", OLD."id", OLD."is_active", OLD."is_administrator", OLD."is_editor", OLD."is_klik_administrator", OLD."municipality_id", OLD."name", OLD."partner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."pseudonymised_at", OLD."reads_all_projects", OLD."second_factor_due_on"); RETURN NULL;',
                    hash="80d8b1aae2e4013a6e72a28cc7cdf0f8bf8e4615",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditentry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f78d7546cae6abefbfed448b788eab0e8a36f6bf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e6c89",
                    table="accounts_auditentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="userevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9e9498e73f6fbdf2642fb33fa14189f1ad2382c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45b21",
                    table="accounts_userevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
