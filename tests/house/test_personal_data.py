"""A new field does not slip in: someone says whether it is about a person, and why."""

from privacy.declarations import undecided, vanished


def test_every_field_is_personal_for_a_reason_or_not_for_a_reason():
    assert undecided() == set(), "Decide in declare(...) of the app's personal_data.py"


def test_nothing_is_said_of_fields_that_are_gone():
    assert vanished() == set()
