"""The database with its row-level security, and without it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from bench.databases import address

PROTECTED = """
SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
"""


@contextmanager
def without_policies() -> Iterator[None]:
    """Let every role reach every row of the tables it has rights to, while the block lasts."""
    with psycopg.connect(address(), autocommit=True) as connection:
        tables = [name for (name,) in connection.execute(PROTECTED).fetchall()]
        switch(connection, tables, "DISABLE")
        try:
            yield
        finally:
            switch(connection, tables, "ENABLE")


def switch(connection: psycopg.Connection, tables: list[str], verb: str) -> None:
    with connection.transaction():
        for table in tables:
            statement = sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY")
            connection.execute(statement.format(sql.Identifier(table), sql.SQL(verb)))
