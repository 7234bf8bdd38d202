"""Every query of a connection is looked at, whoever else looks at some of them."""

from types import SimpleNamespace

from tenancy.watch import look_at_query, watch


def test_a_connection_made_while_others_look_at_its_queries_keeps_only_ours():
    """As history does: it takes the last wrapper off, and must find its own there."""
    of_history = object()
    connection = SimpleNamespace(execute_wrappers=[of_history])

    watch(connection)

    assert connection.execute_wrappers.pop() is of_history
    assert connection.execute_wrappers == [look_at_query]


def test_a_connection_made_again_is_looked_at_once():
    connection = SimpleNamespace(execute_wrappers=[])

    watch(connection)
    watch(connection)

    assert connection.execute_wrappers == [look_at_query]
