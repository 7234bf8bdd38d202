from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from tenancy.constraints import SameParent


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_initial"),
        ("organisations", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField("notification", "text"),
        migrations.RemoveField("notification", "html"),
        migrations.AddField(
            "notification",
            "content",
            models.JSONField(default=dict, verbose_name="indhold"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "notification",
            models.Index(
                fields=["failed_at"],
                condition=Q(failed_at__isnull=False),
                name="notification_given_up",
            ),
        ),
        migrations.AddConstraint(
            "notification",
            models.CheckConstraint(
                condition=Q(subject__regex=r"^[^\r\n]+$"),
                name="notification_subject_is_one_line",
            ),
        ),
        migrations.AddConstraint(
            "notification",
            models.CheckConstraint(
                condition=Q(failed_at=None) | ~Q(last_error=""),
                name="notification_given_up_says_why",
            ),
        ),
        migrations.AddConstraint(
            "notification",
            SameParent(
                relation="recipient",
                parent="municipality",
                name="notification_recipient_in_same_municipality",
            ),
        ),
        migrations.AddConstraint(
            "jobrun",
            models.CheckConstraint(
                condition=Q(kind__in=["digests", "follow_ups"]), name="job_run_kind_known"
            ),
        ),
    ]
