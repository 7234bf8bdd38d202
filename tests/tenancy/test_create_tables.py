"""Many tables made at once: whatever their order, rendered once, and known to autodetection."""

import pytest
from django.db import IntegrityError, connection, models
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.optimizer import MigrationOptimizer
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from tenancy.constraints import SameParent
from tenancy.operations import CreateTables

OWNER = ("owner", models.IntegerField())


def key():
    return ("id", models.BigAutoField(primary_key=True))


def relation(to):
    return models.ForeignKey(to, models.CASCADE, null=True, related_name="+")


def create_room():
    """A room stands in a house that stands after it, and must have the house's owner."""
    same = SameParent(relation="house", parent="owner", name="room_in_a_house_of_its_owner")
    fields = [key(), OWNER, ("house", models.ForeignKey("places.House", models.CASCADE))]
    return CreateModel("Room", fields, {"constraints": [same]})


def create_house():
    unique = models.UniqueConstraint(fields=["id", "owner"], name="house_id_with_owner")
    fields = [key(), OWNER, ("kitchen", relation("places.Room"))]
    return CreateModel("House", fields, {"constraints": [unique]})


def migration():
    made = Migration("0001_initial", "places")
    made.operations = [CreateTables(operations=[create_room(), create_house()])]
    return made


def street():
    """The state before: a street, rendered already."""
    state = ProjectState()
    state.add_model(ModelState("roads", "Street", [key()]))
    assert state.apps.get_model("roads", "Street")
    return state


def applied(state=None):
    with connection.schema_editor(atomic=False) as editor:
        return migration().apply(state or ProjectState(), editor)


@pytest.mark.django_db
def test_tables_that_need_each_other_are_made_in_any_order():
    apps = applied().apps
    house = apps.get_model("places", "House").objects.create(owner=1)

    apps.get_model("places", "Room").objects.create(owner=1, house=house)
    with pytest.raises(IntegrityError, match="room_in_a_house_of_its_owner"):
        apps.get_model("places", "Room").objects.create(owner=2, house=house)


@pytest.mark.django_db
def test_each_new_model_is_rendered_once(monkeypatch):
    rendered = []
    render = ModelState.render
    monkeypatch.setattr(
        ModelState, "render", lambda self, apps: rendered.append(self.name) or render(self, apps)
    )
    state = street()
    rendered.clear()

    applied(state)

    assert sorted(rendered) == ["House", "Room"]


def test_a_model_that_was_there_knows_what_refers_to_it():
    state = street()
    on_street = [key(), ("street", models.ForeignKey("roads.Street", models.CASCADE))]

    CreateTables(operations=[CreateModel("House", on_street)]).state_forwards("places", state)

    found = state.apps.get_model("roads", "Street")._meta.related_objects
    assert [relation.related_model for relation in found] == [
        state.apps.get_model("places", "House")
    ]


def test_a_later_operation_finds_the_models():
    state = street()
    migration().mutate_state(state, preserve=False)

    AddField("House", "street", relation("roads.Street")).state_forwards("places", state)

    assert state.apps.get_model("places", "House")._meta.get_field("street").related_model


@pytest.mark.django_db
def test_taken_back_the_tables_are_gone():
    with connection.schema_editor(atomic=False) as editor:
        migration().apply(ProjectState(), editor)
    with connection.schema_editor(atomic=False) as editor:
        migration().unapply(ProjectState(), editor)

    assert not {"places_room", "places_house"} & set(connection.introspection.table_names())


@pytest.mark.django_db
def test_its_sql_can_be_shown_without_running_it():
    with connection.schema_editor(atomic=False, collect_sql=True) as editor:
        migration().apply(ProjectState(), editor, collect_sql=True)

    told = "\n".join(editor.collected_sql)
    assert told.startswith("--\n-- Create the tables of Room, House\n--\nCREATE TABLE")
    assert told.index('"house_id_with_owner" UNIQUE') < told.index(
        'ADD CONSTRAINT "room_in_a_house_of_its_owner"'
    )
    assert "places_room" not in connection.introspection.table_names()


def test_autodetection_finds_nothing_left_to_do():
    told, written = ProjectState(), ProjectState()
    for operation in (create_house(), create_room()):
        operation.state_forwards("places", told)
    migration().mutate_state(written, preserve=False)

    assert MigrationAutodetector(written, told)._detect_changes() == {}


def test_squashing_keeps_it_whole():
    first, second = migration().operations[0], CreateModel("Garden", [key()])

    assert MigrationOptimizer().optimize([first, second], "places") == [first, second]


def test_it_is_written_to_a_migration_as_it_was_given():
    scope = {}
    exec(MigrationWriter(migration(), include_header=False).as_string(), scope)  # noqa: S102

    (read,) = scope["Migration"].operations
    assert [operation.name for operation in read.operations] == ["Room", "House"]
    assert read.operations[0].options == create_room().options
