from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  # a context processor's signature
    """What every page's frame needs."""
    return {"DEMO": settings.DEMO, "WAS_URL": settings.WAS_URL}
