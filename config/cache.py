"""The cache that all processes share. It holds counts and marks that time out, never a page."""

import json
import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar, TypeVar, cast

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# While the server is away it is asked again no sooner than this: a sign-in asks a dozen times,
# and a server that does not answer costs a second each.
SECONDS_BEFORE_ASKING_AGAIN = 10


class JsonSerializer:
    """Values as JSON. Whoever can write to the cache server shall not run code in ours."""

    def dumps(self, value: Any) -> str:
        return json.dumps(value)

    def loads(self, data: str | bytes) -> Any:
        return json.loads(data)


Answer = TypeVar("Answer")


def or_alone(method: Callable[..., Answer]) -> Callable[..., Answer]:
    """Answer from this process's own memory while the server is away (docs/adr/0080)."""

    @wraps(method)
    def asked(self: "SharedCache", *args: Any, **kwargs: Any) -> Answer:
        if time.monotonic() >= SharedCache.away_until:
            try:
                return method(self, *args, **kwargs)
            except RedisError as error:
                SharedCache.away_until = time.monotonic() + SECONDS_BEFORE_ASKING_AGAIN
                logger.warning("the shared cache is away, each process counts alone: %s", error)
        return cast("Answer", getattr(self.alone, method.__name__)(*args, **kwargs))

    return asked


class SharedCache(RedisCache):
    """Django's cache in Redis, as JSON, that goes on without the server."""

    away_until: ClassVar[float] = 0

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # Unlike the default of 300, so that nobody can push a count out by making others.
        self.alone = LocMemCache("while the server is away", {"OPTIONS": {"MAX_ENTRIES": 50_000}})

    add = or_alone(RedisCache.add)
    get = or_alone(RedisCache.get)
    set = or_alone(RedisCache.set)
    touch = or_alone(RedisCache.touch)
    delete = or_alone(RedisCache.delete)
    has_key = or_alone(RedisCache.has_key)
    incr = or_alone(RedisCache.incr)
    get_many = or_alone(RedisCache.get_many)
    set_many = or_alone(RedisCache.set_many)
    delete_many = or_alone(RedisCache.delete_many)

    @or_alone
    def clear(self) -> None:
        """Empty the cache, and nothing else: the server may hold the jobs' messages too."""
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(f"{self.key_prefix}:*", count=1000):
            client.unlink(key)
