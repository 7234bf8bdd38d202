"""Sets the clock of some tasks so that the coming night has work to do."""

import datetime as dt

import psycopg

from projects.workdays import add_workdays, is_workday


def let_some_fall_due(connection: psycopg.Connection, *, today: dt.date, one_in: int) -> int:
    """Make every ``one_in``-th task one whose light the day changes; return how many.

    Half turn yellow and half red, and the night before left them in order. They lie spread over all projects, which is the worst case for counting them again.
    """
    rows = [
        (half, priority, *facts)
        for priority, warning in ((1, 5), (2, 5), (3, 2))
        for half, facts in enumerate(falls_due(today, warning))
    ]
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "CREATE TEMP TABLE bench_due (half int, priority int, due_on date, warns_on date,"
            " light int, since date, changes_on date) ON COMMIT DROP"
        )
        cursor.executemany("INSERT INTO bench_due VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)
        cursor.execute(
            "UPDATE tasks_task task SET status = 'not_started', not_relevant_reason = '',"
            " completed_at = NULL, completed_by_id = NULL, completed_version = NULL, due_reason = '',"
            " starts_on = NULL, shared_starts_on = NULL, due_on = d.due_on,"
            " shared_due_on = d.due_on, warns_on = d.warns_on, light = d.light,"
            " light_since = d.since, light_changes_on = d.changes_on,"
            " light_told_on = CASE WHEN d.light >= 2 THEN d.since END"
            " FROM bench_due d WHERE (task.id + task.project_id) %% %s = 0 AND d.priority = task.priority"
            " AND d.half = (task.id / %s) %% 2",
            [one_in, one_in],
        )
        changed = cursor.rowcount
    connection.execute("VACUUM (ANALYZE) tasks_task")
    return changed


def falls_due(today: dt.date, warning: int) -> list[tuple[object, ...]]:
    """Return the facts of a task that turns yellow, and of one that turns red.

    Each: due date, first day of warning, light so far, since when, and when it changes. On a
    day off nothing turns yellow, so it is the last working day that was missed.
    """
    began = today
    while not is_workday(began):
        began -= dt.timedelta(days=1)
    due_on = add_workdays(began, warning)
    yellow = (due_on, began, 1, today - dt.timedelta(days=60), began)
    due_on = today - dt.timedelta(days=1)
    warned = add_workdays(due_on, -warning)
    return [yellow, (due_on, warned, 2, warned, today)]
