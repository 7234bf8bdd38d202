import logging

from celery import shared_task
from celery.exceptions import OperationalError
from django.utils import timezone

from authoring import imports
from authoring.models import PlanImport

logger = logging.getLogger(__name__)


@shared_task
def read_plan_file(pk: int) -> None:
    imports.read_staged(pk=pk, at=timezone.now())


@shared_task
def import_plan(pk: int) -> None:
    imports.put_in(pk=pk, at=timezone.now())


@shared_task
def resume_imports() -> None:
    for found in imports.unfinished_imports(at=timezone.now()):
        ask_for(found.pk, found.state)


def ask_for(pk: int, state: str) -> None:
    """Hint that an import is to go on. A lost hint costs minutes: the beat asks again."""
    job = read_plan_file if state == PlanImport.State.WAITING else import_plan
    try:
        job.apply_async((pk,), retry=False)
    except OperationalError as lost:
        logger.warning("The broker is away, an import waits for the next beat: %s", lost)
