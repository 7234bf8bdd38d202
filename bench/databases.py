"""A database of its own for each size, on the server the environment names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

OWNER, PORTAL = "OWNER_DATABASE_URL", "DATABASE_URL"


def address(name: str = OWNER) -> str:
    """The address the environment names; libpq knows fewer words for it than django-environ.

    ``OWNER`` is a superuser here: it loads, looks at everything, and switches policies off.
    ``PORTAL`` is who the portal signs in as.
    """
    return f"postgresql://{os.environ[name].partition('://')[2]}"


@contextmanager
def own_database(name: str, *, like: str = "template1") -> Iterator[dict[str, str]]:
    """Yield both addresses of a new database beside the given one; dropped afterwards.

    ``like`` names another one of these, which nobody is connected to and which it begins as.
    """
    given = {kind: urlsplit(os.environ[kind]) for kind in (OWNER, PORTAL)}
    own, model = f"{given[OWNER].path.strip('/')}_bench_{name}", like
    if like != "template1":
        model = f"{given[OWNER].path.strip('/')}_bench_{like}"
    urls = {kind: urlunsplit(url._replace(path=f"/{own}")) for kind, url in given.items()}
    with psycopg.connect(address(), autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(own))
        server.execute(drop)
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(own), sql.Identifier(model)))
        try:
            yield urls
        finally:
            server.execute(drop)
