import logging

from celery import shared_task
from celery.exceptions import OperationalError
from django.utils import timezone

from notifications.delivery import deliver_due as deliver

logger = logging.getLogger(__name__)


@shared_task
def deliver_due() -> None:
    if deliver(clock=timezone.now).is_cut_short:
        ask_for_delivery()


def ask_for_delivery() -> None:
    """Start delivery. If the message is lost, the beat does it within five minutes."""
    try:
        deliver_due.apply_async(retry=False)
    except OperationalError as lost:
        logger.warning("The broker is away, mails wait for the next beat: %s", lost)
