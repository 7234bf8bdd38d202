from celery import shared_task
from django.utils import timezone

from notifications.jobs import ask_for_delivery
from oversight import night
from tenancy.history import Through


@shared_task
def run_night() -> None:
    now = timezone.now()
    night.run_night(on=timezone.localdate(now), at=now, through=Through.JOB)
    ask_for_delivery()
