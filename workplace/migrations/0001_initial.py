import django.db.models.deletion
import tenancy.constraints
import tenancy.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("organisations", "0001_initial"),
        ("projects", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="CalendarFeed",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calendar_feeds",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        (
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "token_hash",
                            models.CharField(max_length=64, verbose_name="aftryk af adressen"),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="oprettet")),
                        (
                            "renewed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fornyet"),
                        ),
                        (
                            "last_fetched_on",
                            models.DateField(blank=True, null=True, verbose_name="senest hentet"),
                        ),
                    ],
                    options={
                        "verbose_name": "kalenderadresse",
                        "verbose_name_plural": "kalenderadresser",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("token_hash",), name="calendar_feed_token_unique"
                            ),
                            models.UniqueConstraint(
                                fields=("user", "project"),
                                name="calendar_feed_once_per_person_and_project",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("token_hash__regex", "^[0-9a-f]{64}$")),
                                name="calendar_feed_keeps_no_token",
                            ),
                            tenancy.constraints.SameParent(
                                name="calendar_feed_of_someone_in_same_municipality",
                                parent="municipality",
                                relation="user",
                            ),
                            tenancy.constraints.SameParent(
                                name="calendar_feed_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="SavedView",
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
                            "project",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="projects.project",
                                verbose_name="projekt",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="navn")),
                        (
                            "query",
                            models.CharField(blank=True, max_length=1000, verbose_name="filtre"),
                        ),
                        (
                            "is_shared",
                            models.BooleanField(default=False, verbose_name="delt i projektet"),
                        ),
                        ("saved_at", models.DateTimeField(verbose_name="gemt")),
                    ],
                    options={
                        "verbose_name": "gemt visning",
                        "verbose_name_plural": "gemte visninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("owner", "project", "name"),
                                name="saved_view_name_once_per_person_and_list",
                                nulls_distinct=False,
                                violation_error_message="Du har allerede en visning med det navn.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="saved_view_name_not_empty",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_shared", False),
                                    ("project__isnull", False),
                                    _connector="OR",
                                ),
                                name="saved_view_shared_in_a_project",
                            ),
                            tenancy.constraints.SameParent(
                                name="saved_view_of_someone_in_same_municipality",
                                parent="municipality",
                                relation="owner",
                            ),
                            tenancy.constraints.SameParent(
                                name="saved_view_project_in_same_municipality",
                                parent="municipality",
                                relation="project",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="BulkChange",
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
                        ("made_at", models.DateTimeField(verbose_name="ændret")),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ændret af",
                            ),
                        ),
                        ("entries", models.JSONField(verbose_name="opgaver")),
                        (
                            "undone_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="fortrudt"),
                        ),
                    ],
                    options={
                        "verbose_name": "samlet ændring",
                        "verbose_name_plural": "samlede ændringer",
                        "constraints": [
                            tenancy.constraints.SameParent(
                                name="bulk_change_by_someone_in_same_municipality",
                                parent="municipality",
                                relation="made_by",
                            )
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="MyPageVisit",
                    fields=[
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="+",
                                serialize=False,
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
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
                        ("came_at", models.DateTimeField(verbose_name="kom")),
                        (
                            "came_before_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="kom før"),
                        ),
                    ],
                    options={
                        "verbose_name": "besøg på min side",
                        "verbose_name_plural": "besøg på min side",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("came_before_at", None),
                                    ("came_before_at__lte", models.F("came_at")),
                                    _connector="OR",
                                ),
                                name="my_page_visit_in_order",
                            ),
                            tenancy.constraints.SameParent(
                                name="my_page_visit_by_someone_in_same_municipality",
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
