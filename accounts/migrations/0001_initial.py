import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import history.tracking
import pghistory.utils
import tenancy.constraints
import tenancy.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="AuditEntry",
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
                                    ("file_infected", "Fil med virus afvist"),
                                    ("pdf_downloaded", "Hentet PDF"),
                                    ("personal_data_downloaded", "Hentede persondata"),
                                    ("calendar_made", "Oprettede kalenderadresse"),
                                    ("calendar_renewed", "Fornyede kalenderadresse"),
                                    ("calendar_stopped", "Stoppede kalenderadresse"),
                                    ("calendar_fetched", "Hentet kalender"),
                                ],
                                max_length=40,
                                verbose_name="type",
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
                        (
                            "address",
                            models.GenericIPAddressField(
                                blank=True, null=True, verbose_name="IP-adresse"
                            ),
                        ),
                        (
                            "through",
                            models.CharField(
                                default=history.tracking.Through["PAGE"],
                                max_length=10,
                                verbose_name="gennem",
                            ),
                        ),
                        (
                            "detail",
                            models.JSONField(blank=True, default=dict, verbose_name="enkeltheder"),
                        ),
                    ],
                    options={
                        "verbose_name": "hændelse",
                        "verbose_name_plural": "hændelser",
                        "indexes": [
                            models.Index(fields=["at"], name="audit_entry_at"),
                            models.Index(
                                fields=["municipality", "at"], name="audit_entry_in_municipality"
                            ),
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
                                            "calendar_made",
                                            "calendar_renewed",
                                            "calendar_stopped",
                                            "calendar_fetched",
                                            "file_infected",
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
                            tenancy.constraints.SameParent(
                                name="audit_entry_about_someone_in_same_municipality",
                                parent="municipality",
                                relation="about",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
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
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="pseudonymiseret"
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
                                condition=models.Q(("name", ""), _negated=True),
                                name="user_name_not_empty",
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
                                        ("is_klik_administrator", False),
                                        ("reads_all_projects", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="user_municipal_duties_in_a_municipality",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("partner__isnull", False),
                                    ("is_editor", False),
                                    _connector="OR",
                                ),
                                name="user_editor_at_a_partner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("partner__isnull", False),
                                    ("is_administrator", False),
                                    _connector="OR",
                                ),
                                name="user_administrator_at_a_partner",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_active", True),
                                    ("deactivated_at__isnull", False),
                                    _connector="XOR",
                                ),
                                name="user_inactive_says_since_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("pseudonymised_at", None),
                                    ("is_active", False),
                                    _connector="OR",
                                ),
                                name="user_pseudonymised_after_leaving",
                            ),
                            models.UniqueConstraint(
                                fields=("id", "municipality"), name="user_id_with_municipality"
                            ),
                            models.UniqueConstraint(
                                fields=("id", "partner"), name="user_id_with_partner"
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="UserEvent",
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
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                        ("name", models.CharField(max_length=150, verbose_name="navn")),
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
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="pseudonymiseret"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="accounts_us_pgh_cre_0c8bda_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="accounts_us_municip_a4d1a0_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
