import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
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
        ("projects", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        tenancy.operations.CreateTables(
            operations=[
                migrations.CreateModel(
                    name="Comment",
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
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="comments",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=10000, verbose_name="tekst"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="skrevet")),
                        (
                            "written_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skrevet af",
                            ),
                        ),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rettet"),
                        ),
                        (
                            "deleted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="slettet"),
                        ),
                        (
                            "deleted_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="slettet af",
                            ),
                        ),
                        (
                            "words",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Func(
                                    django.contrib.postgres.search.SearchVector(
                                        models.Func(
                                            models.F("text"),
                                            models.Value("_-./:@<>&+"),
                                            models.Value("          "),
                                            function="translate",
                                            output_field=models.TextField(),
                                        ),
                                        config="danish",
                                    ),
                                    function="strip",
                                    output_field=django.contrib.postgres.search.SearchVectorField(),
                                ),
                                output_field=django.contrib.postgres.search.SearchVectorField(),
                                verbose_name="ordstammer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kommentar",
                        "verbose_name_plural": "kommentarer",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("id", "municipality", "programme"),
                                name="comment_id_with_municipality_and_programme",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deleted_at", None), ("deleted_by", None)),
                                    models.Q(
                                        ("deleted_at__isnull", False), ("deleted_by__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="comment_deleted_says_when_and_by_whom",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("deleted_at", None), models.Q(("text", ""), _negated=True)
                                    ),
                                    models.Q(("deleted_at__isnull", False), ("text", "")),
                                    _connector="OR",
                                ),
                                name="comment_has_words_until_deleted",
                                violation_error_message="Skriv en kommentar.",
                            ),
                            models.CheckConstraint(
                                condition=django.db.models.lookups.LessThanOrEqual(
                                    django.db.models.functions.text.Length("text"), 10000
                                ),
                                name="comment_not_too_long",
                            ),
                            tenancy.constraints.SameParent(
                                name="comment_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="CommentEvent",
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
                                to="conversation.comment",
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
                            "task",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=10000, verbose_name="tekst"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="skrevet")),
                        (
                            "written_by",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="skrevet af",
                            ),
                        ),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="rettet"),
                        ),
                        (
                            "deleted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="slettet"),
                        ),
                        (
                            "deleted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="slettet af",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["pgh_created_at"], name="conversatio_pgh_cre_0c05d1_idx"
                            ),
                            models.Index(
                                fields=["municipality", "pgh_created_at"],
                                name="conversatio_municip_a8a790_idx",
                            ),
                            models.Index(fields=["task"], name="comment_event_task"),
                        ],
                        "constraints": [],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
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
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "comment",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="conversation.comment",
                                verbose_name="kommentar",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="nævnt",
                            ),
                        ),
                        (
                            "told_on",
                            models.DateField(blank=True, null=True, verbose_name="fortalt"),
                        ),
                        (
                            "read_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="læst"),
                        ),
                    ],
                    options={
                        "verbose_name": "omtale",
                        "verbose_name_plural": "omtaler",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("comment", "person"),
                                name="mention_once_per_comment_and_person",
                            ),
                            tenancy.constraints.SameParent(
                                name="mention_comment_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="comment",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
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
                                related_name="+",
                                to="organisations.municipality",
                                verbose_name="kommune",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="projects.programme",
                                verbose_name="program",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watches",
                                to="tasks.task",
                                verbose_name="opgave",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="watches",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="person",
                            ),
                        ),
                        ("since_at", models.DateTimeField(verbose_name="fulgt siden")),
                        ("told_at", models.DateTimeField(verbose_name="fortalt til")),
                    ],
                    options={
                        "verbose_name": "følgning",
                        "verbose_name_plural": "følgninger",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("task", "user"), name="watch_once_per_person_and_task"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("told_at__gte", models.F("since_at"))),
                                name="watch_told_from_its_start",
                            ),
                            tenancy.constraints.SameParent(
                                name="watch_task_in_same_municipality_and_programme",
                                parent=("municipality", "programme"),
                                relation="task",
                            ),
                        ],
                        "indexes": [],
                    },
                ),
            ],
        ),
    ]
