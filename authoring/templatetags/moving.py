"""The buttons that move something in a list one step.

They belong to a form that the page has once, ``<form id="move" method="post">`` with its token.
"""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from design.templatetags.portal import icon

register = template.Library()
WAYS = (("op", "Flyt op", "arrow-upward"), ("ned", "Flyt ned", "arrow-downward"))


@register.simple_tag(takes_context=True)
def move_buttons(
    context: RequestContext, action: str, name: str, label: str, *, is_first: bool, is_last: bool
) -> SafeString:
    """»Flyt op« and »Flyt ned«; the one just pressed (?flyttet=, ?knap=) has the focus again."""
    given = context.request.GET
    pressed = given.get("knap") if given.get("flyttet") == name else None
    ends = {"op": is_first, "ned": is_last}
    up, down = (
        format_html(
            '<button type="submit" form="move" formaction="{}" name="til" value="{}"'
            ' class="authoring-move"{}{} title="{}">{}<span class="sr-only">{}: {}</span></button>',
            action,
            way,
            SafeString(' aria-disabled="true"') if ends[way] else "",
            SafeString(" autofocus") if pressed == way else "",
            words,
            icon(symbol),
            words,
            label,
        )
        for way, words, symbol in WAYS
    )
    return format_html('<span class="authoring-moves">{}{}</span>', up, down)
