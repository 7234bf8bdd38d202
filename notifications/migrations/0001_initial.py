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
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Notification",
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
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notifications",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="modtager",
                            ),
                        ),
                        (
                            "municipality",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("digest", "Nattens overblik"),
                                    ("follow_up", "Opfølgningsliste"),
                                    ("publication", "Nye fællesopgaver"),
                                    ("go_live", "Flyttet idriftsættelse"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("local_date", models.DateField(verbose_name="nat")),
                        (
                            "occasion",
                            models.CharField(blank=True, max_length=60, verbose_name="anledning"),
                        ),
                        ("subject", models.CharField(max_length=200, verbose_name="emne")),
                        ("content", models.JSONField(verbose_name="indhold")),
                        ("written_at", models.DateTimeField(verbose_name="skrevet")),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="forsøg"),
                        ),
                        ("next_attempt_at", models.DateTimeField(verbose_name="næste forsøg")),
                        (
                            "sent_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="sendt"),
                        ),
                        (
                            "failed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="opgivet"),
                        ),
                        (
                            "last_error",
                            models.CharField(
                                blank=True, max_length=500, verbose_name="seneste fejl"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notifikation",
                        "verbose_name_plural": "notifikationer",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("failed_at", None), ("sent_at", None)),
                                fields=["next_attempt_at"],
                                name="notification_waiting",
                            ),
                            models.Index(
                                condition=models.Q(("failed_at__isnull", False)),
                                fields=["failed_at"],
                                name="notification_given_up",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("recipient", "kind", "local_date", "occasion"),
                                name="notification_once_per_person_kind_night_and_occasion",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("failed_at", None), _connector="OR"
                                ),
                                name="notification_not_both_sent_and_given_up",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind__in", ["digest", "follow_up", "publication", "go_live"])
                                ),
                                name="notification_kind_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject__regex", "^[^\\r\\n]+$")),
                                name="notification_subject_is_one_line",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("failed_at", None),
                                    models.Q(("last_error", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="notification_given_up_says_why",
                            ),
                            tenancy.constraints.SameParent(
                                name="notification_recipient_in_same_municipality",
                                parent="municipality",
                                relation="recipient",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JobRun",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("digests", "Nattens overblik"),
                                    ("follow_ups", "Opfølgningslister"),
                                ],
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("local_date", models.DateField(verbose_name="nat")),
                        ("ran_at", models.DateTimeField(verbose_name="kørt")),
                    ],
                    options={
                        "verbose_name": "kørsel",
                        "verbose_name_plural": "kørsler",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "local_date"),
                                name="job_run_once_per_kind_and_night",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["digests", "follow_ups"])),
                                name="job_run_kind_known",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
