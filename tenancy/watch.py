"""Logging of queries for a municipality's rows without a scope.

PostgreSQL returns no rows; the log explains why a page is empty.
"""

import logging
from typing import Any

from tenancy.database_roles import DatabaseRole
from tenancy.policies import row_security
from tenancy.scope import current_scope

logger = logging.getLogger(__name__)


def watch(connection: Any, **_signal: Any) -> None:
    if look_at_query not in connection.execute_wrappers:
        # First, because others remove the last wrapper when they are done.
        connection.execute_wrappers.insert(0, look_at_query)


def look_at_query(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    is_portal = context["connection"].settings_dict["USER"] == DatabaseRole.RUNTIME
    if is_portal and current_scope() is None and (asked := protected_tables_in(str(sql))):
        logger.error("Asked for rows without a scope, and got none: %s", ", ".join(asked))
    return execute(sql, params, many, context)


def protected_tables_in(sql: str) -> list[str]:
    return [
        table
        for table, rows in row_security().tables.items()
        if not rows.is_shared and f'"{table}"' in sql
    ]
