from celery import shared_task
from django.utils import timezone

from history.tracking import Through
from night import services as night
from notifications.jobs import ask_for_delivery


@shared_task
def run_night() -> None:
    now = timezone.now()
    night.run_night(on=timezone.localdate(now), at=now, through=Through.JOB)
    ask_for_delivery()
