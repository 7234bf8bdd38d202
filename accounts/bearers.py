"""Addresses that say by themselves who asks, for programs that cannot sign in.

Whoever has such an address reads as its person does, and nothing but what the address is for:
its view answers nobody's session. The setting BEARERS says where they begin, and what finds out
whose one is.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from accounts.models import User


def bearer_of(request: HttpRequest) -> User | None:
    """Return whose address was asked for, or None; asked while it is not known who asks."""
    for start, named in settings.BEARERS.items():
        if request.path_info.startswith(start):
            found: User | None = import_string(named)(request.path_info.removeprefix(start))
            return found
    return None
