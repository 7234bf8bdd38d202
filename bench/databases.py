"""A database of its own for each size, on the server the environment names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


def address() -> str:
    """The address the environment names; libpq knows fewer words for it than django-environ."""
    return f"postgresql://{os.environ['DATABASE_URL'].partition('://')[2]}"


@contextmanager
def own_database(name: str) -> Iterator[str]:
    """Yield the address of a new, empty database beside the given one; dropped afterwards."""
    given = urlsplit(os.environ["DATABASE_URL"])
    own = f"{given.path.strip('/')}_bench_{name}"
    url = urlunsplit(given._replace(path=f"/{own}"))
    with psycopg.connect(address(), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(own))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(own)))
        try:
            yield url
        finally:
            server.execute(drop)
