"""What stands around a list of tasks."""

from typing import TYPE_CHECKING, cast

from django import template
from django.template.context import RequestContext
from django.urls import reverse

from workplace.bulk.reading import Outcome, just_made
from workplace.lists import TaskList
from workplace.lists.filters import PAGING

if TYPE_CHECKING:
    from accounts.http import PortalRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def just_changed(context: RequestContext) -> Outcome | None:
    """What became of the change in one go that brought the reader here; told once."""
    request = cast("PortalRequest", context.request)
    pk = request.session.pop("bulk_change", None)
    return just_made(request.user, pk) if pk else None


@register.simple_tag
def list_files(listing: TaskList) -> dict[str, str]:
    """Where the list is to be had as a file, by ending: all its pages, as it is shown."""
    query = listing.filters.shortest(without=PAGING)
    if listing.project is None:
        names = {"xlsx": "tasks:xlsx", "csv": "tasks:csv", "pdf": "tasks:list_pdf"}
        return {ending: reverse(name) + query for ending, name in names.items()}
    return {
        ending: reverse(f"projects:tasks_{ending}", args=[listing.project.pk]) + query
        for ending in ("xlsx", "csv", "pdf")
    }
