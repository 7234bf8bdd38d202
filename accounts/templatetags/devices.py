from django import template

register = template.Library()

# The first that is found; Edge says that it is Chrome too, and Chrome that it is Safari.
BROWSERS = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """Say which browser on what, as well as its own words tell: »Edge på Windows«."""
    name = next((BROWSERS[sign] for sign in BROWSERS if sign in user_agent), "Ukendt browser")
    system = next((SYSTEMS[sign] for sign in SYSTEMS if sign in user_agent), "")
    return f"{name} på {system}" if system else name
