"""Template tags for the pages that administer people."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.rights import PersonRole

register = template.Library()

DUTIES = {
    "is_klik_administrator": PersonRole.KLIK_ADMINISTRATOR,
    "reads_all_projects": PersonRole.PROGRAMME_MANAGER,
    "is_editor": PersonRole.EDITOR,
    "is_administrator": PersonRole.PARTNER_ADMINISTRATOR,
}


@register.simple_tag
def duties(person: User) -> SafeString:
    held = [role.label for name, role in DUTIES.items() if getattr(person, name)]
    if not held:
        return format_html('<span class="fd-missing">{}</span>', "Ingen særlige")
    return format_html("{}", ", ".join(held))
