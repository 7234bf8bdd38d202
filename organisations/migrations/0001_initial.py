import django.db.models.deletion
import pghistory.utils
import tenancy.operations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Region",
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
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                    ],
                    options={
                        "verbose_name": "region",
                        "verbose_name_plural": "regioner",
                        "constraints": [
                            models.UniqueConstraint(fields=("name",), name="region_name_unique")
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="RegionEvent",
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
                                to="organisations.region",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="organisatio_pgh_cre_4b07e5_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Municipality",
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
                        ("code", models.CharField(max_length=4, verbose_name="kommunekode")),
                        ("cvr", models.CharField(max_length=8, verbose_name="CVR-nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "population_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("small", "under 20.000"),
                                    ("middle", "20.000–49.999"),
                                    ("large", "50.000–99.999"),
                                    ("largest", "100.000 og flere"),
                                ],
                                max_length=20,
                                verbose_name="størrelse",
                            ),
                        ),
                        (
                            "sort_key",
                            models.CharField(
                                editable=False, max_length=100, verbose_name="sorteringsnøgle"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kommune",
                        "verbose_name_plural": "kommuner",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("code",), name="municipality_code_unique"
                            ),
                            models.UniqueConstraint(
                                fields=("cvr",), name="municipality_cvr_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("code__regex", "^\\d{4}$")),
                                name="municipality_code_has_four_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("cvr__regex", "^\\d{8}$")),
                                name="municipality_cvr_has_eight_digits",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="municipality_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("population_class", ""),
                                    (
                                        "population_class__in",
                                        ["small", "middle", "large", "largest"],
                                    ),
                                    _connector="OR",
                                ),
                                name="municipality_population_class_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MunicipalityEvent",
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
                                to="organisations.municipality",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("code", models.CharField(max_length=4, verbose_name="kommunekode")),
                        ("cvr", models.CharField(max_length=8, verbose_name="CVR-nummer")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "population_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("small", "under 20.000"),
                                    ("middle", "20.000–49.999"),
                                    ("large", "50.000–99.999"),
                                    ("largest", "100.000 og flere"),
                                ],
                                max_length=20,
                                verbose_name="størrelse",
                            ),
                        ),
                        (
                            "sort_key",
                            models.CharField(
                                editable=False, max_length=100, verbose_name="sorteringsnøgle"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="organisatio_pgh_cre_7be383_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="MunicipalityRegion",
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
                                related_name="regions",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                to="organisations.region",
                                verbose_name="region",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="fra")),
                    ],
                    options={
                        "verbose_name": "kommunes region",
                        "verbose_name_plural": "kommuners regioner",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("municipality", "from_on"),
                                name="municipality_region_once_from_a_date",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MunicipalityRegionEvent",
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
                                to="organisations.municipalityregion",
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
                            "region",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.region",
                                verbose_name="region",
                            ),
                        ),
                        ("from_on", models.DateField(verbose_name="fra")),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="organisatio_pgh_cre_2df5c7_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="organisatio_municip_139646_idx",
                            ),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
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
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "cvr",
                            models.CharField(blank=True, max_length=8, verbose_name="CVR-nummer"),
                        ),
                        (
                            "is_operator",
                            models.BooleanField(default=False, verbose_name="driver portalen"),
                        ),
                    ],
                    options={
                        "verbose_name": "samarbejdspart",
                        "verbose_name_plural": "samarbejdsparter",
                        "constraints": [
                            models.UniqueConstraint(fields=("name",), name="partner_name_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="partner_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("cvr", ""), ("cvr__regex", "^\\d{8}$"), _connector="OR"
                                ),
                                name="partner_cvr_has_eight_digits",
                            ),
                            models.UniqueConstraint(
                                models.F("is_operator"),
                                condition=models.Q(("is_operator", True)),
                                name="partner_only_one_operator",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="PartnerEvent",
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
                                to="organisations.partner",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        (
                            "cvr",
                            models.CharField(blank=True, max_length=8, verbose_name="CVR-nummer"),
                        ),
                        (
                            "is_operator",
                            models.BooleanField(default=False, verbose_name="driver portalen"),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="organisatio_pgh_cre_161c65_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="System",
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
                        ("code", models.SlugField(max_length=20, verbose_name="kode")),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        (
                            "supplier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="systems",
                                to="organisations.partner",
                                verbose_name="leverandør",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "it-system",
                        "verbose_name_plural": "it-systemer",
                        "constraints": [
                            models.UniqueConstraint(fields=("code",), name="system_code_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="system_name_not_empty",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SystemEvent",
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
                                to="organisations.system",
                            ),
                        ),
                        ("pgh_context", pghistory.utils.JSONField(null=True)),
                        ("pgh_context_id", models.UUIDField(null=True)),
                        ("id", models.BigIntegerField()),
                        (
                            "code",
                            models.SlugField(db_index=False, max_length=20, verbose_name="kode"),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="navn")),
                        ("description", models.TextField(blank=True, verbose_name="beskrivelse")),
                        (
                            "supplier",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="organisations.partner",
                                verbose_name="leverandør",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="organisatio_pgh_cre_bd7777_idx"
                            )
                        ],
                        "constraints": [],
                    },
                ),
            ],
        ),
    ]
