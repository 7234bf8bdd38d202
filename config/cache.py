"""The cache that all processes share. It holds counts and flags that time out, never pages."""

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar, cast

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# The pause after a failure: a sign-in uses the cache a dozen times, and a server that does not
# answer costs a second each.
SECONDS_BEFORE_ASKING_AGAIN = 10


Answer = TypeVar("Answer")


def or_locally(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """Use this process's own memory while the server is away (docs/adr/0080)."""

    @wraps(method)
    def wrapped(self: "SharedCache", *args: Any, **kwargs: Any) -> Answer:
        if time.monotonic() >= SharedCache.away_until:
            try:
                return method(self, *args, **kwargs)
            except RedisError as error:
                SharedCache.away_until = time.monotonic() + SECONDS_BEFORE_ASKING_AGAIN
                logger.warning("the shared cache is away, each process counts alone: %s", error)
        return cast("Answer", getattr(self.local, method.__name__)(*args, **kwargs))

    return wrapped


class SharedCache(RedisCache):
    """Django's cache in Redis, with local memory as a fallback.

    django-redis was considered: its IGNORE_EXCEPTIONS has no fallback, so that sign-in attempts
    would not be counted while the server is away.
    """

    away_until: ClassVar[float] = 0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # More than the default of 300, so that nobody can evict a count by creating others.
        self.local = LocMemCache("while the server is away", {"OPTIONS": {"MAX_ENTRIES": 50_000}})

    add = or_locally(RedisCache.add)
    get = or_locally(RedisCache.get)
    set = or_locally(RedisCache.set)
    touch = or_locally(RedisCache.touch)
    delete = or_locally(RedisCache.delete)
    has_key = or_locally(RedisCache.has_key)
    incr = or_locally(RedisCache.incr)
    get_many = or_locally(RedisCache.get_many)
    set_many = or_locally(RedisCache.set_many)
    delete_many = or_locally(RedisCache.delete_many)

    @or_locally
    def clear(self) -> None:
        """Empty the cache only: the server may also hold the broker's messages."""
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(f"{self.key_prefix}:*", count=1000):
            client.unlink(key)
