"""A backup brings names back; the list outside the database takes them off again."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from psycopg import sql

from accounts.models import User
from administration import pseudonyms
from administration.retention import forget_what_is_due
from history.tracking import Through
from tests.factories import LEFT_AT, NOON, UserFactory, let_go

pytestmark = pytest.mark.django_db
DUE = LEFT_AT + dt.timedelta(days=180)
KEPT = {"accounts_user": "id", "accounts_userevent": "pgh_obj_id"}


@pytest.fixture
def person():
    user = UserFactory(name="Rosa Restore", email="rosa@korsbaek.example")
    let_go(user)
    return user


def forget():
    return forget_what_is_due(at=DUE, through=Through.JOB)


def backed_up(person):
    """Keep every row of the person and of their history, as a backup does."""
    run("CREATE TEMP TABLE {old} AS SELECT * FROM {table} WHERE {key} = {person}", person)


def restored(person):
    """Put the rows back past every trigger, as pg_restore does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    run("DELETE FROM {table} WHERE {key} = {person}", person)
    run("INSERT INTO {table} SELECT * FROM {old}", person)
    run("DROP TABLE {old}", person)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = origin")


def run(statement, person):
    with connection.cursor() as cursor:
        for table, key in KEPT.items():
            names = {"table": table, "old": f"old_{table}", "key": key}
            told = {name: sql.Identifier(text) for name, text in names.items()}
            cursor.execute(sql.SQL(statement).format(person=sql.Literal(person.pk), **told))


def names_of(person):
    """Every name that the person and their history have."""
    person.refresh_from_db()
    return {person.name, *person.events.values_list("name", flat=True)}


def test_the_list_holds_a_number_and_dates_and_nothing_else(person, listed):
    first = person.events.earliest("pgh_id").pgh_created_at

    forget()

    [line] = filter(None, listed.read_text().splitlines())
    assert json.loads(line) == {
        "number": person.pk,
        "known_since": first.isoformat(),
        "left_at": LEFT_AT.isoformat(),
    }


def test_a_name_that_came_back_goes_again(person):
    backed_up(person)
    forget()
    restored(person)
    assert names_of(person) == {"Rosa Restore"}

    assert forget().again == 1

    assert names_of(person) == {f"Tidligere medarbejder {person.pk}"}


def test_so_does_one_of_whom_the_backup_does_not_know_that_they_left(person, listed):
    User.objects.filter(pk=person.pk).update(is_active=True, deactivated_at=None)
    backed_up(person)
    let_go(person)
    forget()
    restored(person)

    assert forget().again == 1

    assert names_of(person) == {f"Tidligere medarbejder {person.pk}"}
    assert (person.is_active, person.deactivated_at) == (False, LEFT_AT)
    assert len(list(pseudonyms.remembered())) == 1


def test_somebody_else_who_was_given_the_number_keeps_their_name(person, listed):
    listed.parent.mkdir()
    facts = {"number": person.pk, "known_since": NOON.isoformat(), "left_at": LEFT_AT.isoformat()}
    listed.write_text(json.dumps(facts))
    User.objects.filter(pk=person.pk).update(is_active=True, deactivated_at=None)

    assert forget().again == 0

    assert names_of(person) == {"Rosa Restore"}


def test_the_command_does_it_at_once(person, capsys):
    backed_up(person)
    forget()
    restored(person)

    call_command("pseudonymise", again=True)

    assert capsys.readouterr().out == "Pseudonymiseret igen: 1.\n"
    assert names_of(person) == {f"Tidligere medarbejder {person.pk}"}


def test_a_broken_line_keeps_nobody_from_their_pseudonym(person, listed, caplog):
    backed_up(person)
    listed.parent.mkdir()
    listed.write_text('{"number": 1, "kno')
    forget()
    restored(person)

    assert forget().again == 1

    assert "cannot be read" in caplog.text


def test_the_list_comes_before_the_commit(person, listed, monkeypatch):
    """Without a list there is no pseudonym; with the list alone, the next night goes on."""
    listed.parent.mkdir()
    listed.parent.chmod(0o555)
    listed.mkdir()

    with pytest.raises(IsADirectoryError):
        forget()

    assert names_of(person) == {"Rosa Restore"}
    listed.rmdir()
    assert forget().people == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"is_active": True, "deactivated_at": None, "pseudonymised_at": None},
        {"pseudonymised_at": None},
        {"name": "Forfalsket Navn"},
        {"email": "anden@korsbaek.example"},
        {"deactivated_at": "now"},
    ],
)
def test_history_gives_up_no_name_of_who_has_not_left_and_been_pseudonymised(person, facts):
    forget()
    if facts.get("deactivated_at") == "now":
        facts = {"deactivated_at": dt.datetime.now(dt.UTC) - dt.timedelta(days=29)}
    User.objects.filter(pk=person.pk).update(**facts)

    with pytest.raises(DatabaseError, match="has not left long ago"), connection.cursor() as cursor:
        cursor.execute("SELECT fremdrift_forget_name(%s)", [person.pk])
