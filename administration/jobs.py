from celery import shared_task
from django.utils import timezone

from administration import retention
from history.tracking import Through


@shared_task
def forget_what_is_due() -> None:
    retention.forget_what_is_due(at=timezone.now(), through=Through.JOB)
