import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from demo.services import DatabaseNotEmpty, make_demo
from organisations.models import Municipality, Region


def test_a_database_that_holds_anything_is_refused(db):
    Region.objects.create(name="Region Sjælland")

    with pytest.raises(DatabaseNotEmpty):
        make_demo(on=dt.date(2026, 11, 18))


def test_the_command_says_so_in_one_line(db):
    Region.objects.create(name="Region Sjælland")

    with pytest.raises(CommandError) as refused:
        call_command("demo")

    assert str(refused.value) == (
        "The database already holds data, so the demo was not loaded: use an empty one."
    )
    assert Municipality.objects.count() == 0


def test_with_if_empty_it_leaves_what_is_there(db, capsys):
    Region.objects.create(name="Region Sjælland")

    call_command("demo", "--if-empty")

    assert capsys.readouterr().out == "The database already holds data; the demo was not loaded.\n"
    assert Municipality.objects.count() == 0
