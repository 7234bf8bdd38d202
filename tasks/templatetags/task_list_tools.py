"""What stands around a list of tasks."""

from django import template
from django.template.context import RequestContext

from tasks.bulk.reading import Outcome, just_made

register = template.Library()


@register.simple_tag(takes_context=True)
def just_changed(context: RequestContext) -> Outcome | None:
    """What became of the change in one go that brought the reader here; told once."""
    request = context.request
    pk = request.session.pop("bulk_change", None)
    return just_made(request.user, pk) if pk else None
