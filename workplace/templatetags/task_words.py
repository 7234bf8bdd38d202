"""Words about tasks, for every row of a list."""

import datetime as dt

from django import template
from django.template.defaultfilters import capfirst
from django.utils.safestring import SafeString

from shared_tasks import briefs
from tasks import explanations
from tasks.models import Task

register = template.Library()
register.simple_tag(explanations.days_in_words, name="days_words")
register.simple_tag(explanations.why_light, name="why_words")
register.simple_tag(explanations.light_since, name="since_words")
register.simple_tag(explanations.next_light, name="next_words")


@register.simple_tag
def due_words(task: Task, on: dt.date) -> str:
    return explanations.due_in_words(
        task.due_on, is_closed=task.is_closed or task.is_withdrawn, on=on
    )


@register.simple_tag
def reason_words(task: Task, on: dt.date) -> str:
    return capfirst(explanations.light_reason(task, on=on))


@register.filter
def brief(text: str) -> SafeString:
    """A brief's Markdown as HTML."""
    return briefs.render_brief(text)
