import django.db.models.deletion
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
                    name="Role",
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
                            models.CharField(
                                blank=True, max_length=8, verbose_name="udpeges i fase"
                            ),
                        ),
                        (
                            "min_holders",
                            models.PositiveSmallIntegerField(default=0, verbose_name="mindst"),
                        ),
                        (
                            "max_holders",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="højst"
                            ),
                        ),
                        (
                            "exactly_one_primary",
                            models.BooleanField(default=False, verbose_name="præcis én primær"),
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
                        ("effect", models.TextField(blank=True, verbose_name="effekt")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="rækkefølge"),
                        ),
                    ],
                    options={
                        "verbose_name": "rolle",
                        "verbose_name_plural": "roller",
                        "constraints": [
                            models.UniqueConstraint(fields=("code",), name="role_code_unique"),
                            models.UniqueConstraint(
                                fields=("id", "scope"), name="role_id_with_scope"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="role_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("scope__in", ["cross", "system"])),
                                name="role_scope_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["implementation", "operations", "both"])
                                ),
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
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RoleEvent",
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
                                to="roles.role",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(db_index=False, max_length=60, verbose_name="kode"),
                        ),
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
                            models.CharField(
                                blank=True, max_length=8, verbose_name="udpeges i fase"
                            ),
                        ),
                        (
                            "min_holders",
                            models.PositiveSmallIntegerField(default=0, verbose_name="mindst"),
                        ),
                        (
                            "max_holders",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="højst"
                            ),
                        ),
                        (
                            "exactly_one_primary",
                            models.BooleanField(default=False, verbose_name="præcis én primær"),
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
                        ("effect", models.TextField(blank=True, verbose_name="effekt")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(default=0, verbose_name="rækkefølge"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="roles_rolee_pgh_cre_efffd2_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssignment",
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
                            "scope",
                            models.CharField(
                                choices=[("cross", "tværgående"), ("system", "for et it-system")],
                                max_length=10,
                                verbose_name="omfang",
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
                        ("is_primary", models.BooleanField(default=False, verbose_name="primær")),
                        (
                            "confirmed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="senest bekræftet"
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
                            tenancy.constraints.SameParent(
                                name="role_assignment_scope_of_its_role",
                                parent="scope",
                                relation="role",
                                violation_error_message="Rollen har et andet omfang.",
                            ),
                            tenancy.constraints.SameParent(
                                name="role_assignment_user_in_same_municipality",
                                parent="municipality",
                                relation="user",
                                violation_error_message="Personen hører til en anden kommune.",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RoleAssignmentEvent",
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
                                to="roles.roleassignment",
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
                            "scope",
                            models.CharField(
                                choices=[("cross", "tværgående"), ("system", "for et it-system")],
                                max_length=10,
                                verbose_name="omfang",
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
                        ("is_primary", models.BooleanField(default=False, verbose_name="primær")),
                        (
                            "confirmed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="senest bekræftet"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="roles_rolea_pgh_cre_0cde30_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="roles_rolea_municip_4f5998_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
