"""What people are and may, in words, for the pages that administer them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.rights import PersonRole

register = template.Library()

# Said of those who are more than one of the others at their place.
DUTIES = {
    "is_klik_administrator": PersonRole.KLIK_ADMINISTRATOR,
    "reads_all_projects": PersonRole.PROGRAMME_MANAGER,
    "is_editor": PersonRole.EDITOR,
    "is_administrator": PersonRole.PARTNER_ADMINISTRATOR,
}


@register.simple_tag
def duties(person: User) -> SafeString:
    """The person's duties, or in grey that there are none."""
    held = [kind.label for name, kind in DUTIES.items() if getattr(person, name)]
    if not held:
        return format_html('<span class="fd-missing">{}</span>', "Ingen særlige")
    return format_html("{}", ", ".join(held))
