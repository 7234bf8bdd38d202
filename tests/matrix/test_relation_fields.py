"""An id of somebody else's, posted into a field that names something, is refused there."""

import importlib
import pkgutil

import pytest
from django import forms
from django.conf import settings
from django.db import connection
from django.forms.models import ModelChoiceField

from tests.matrix.canary import may_read
from tests.matrix.things import MISSING

SHEET_FIELDS = (
    *("phase", "theme", "recommended_responsible", "recommended_executor"),
    *("involved", "prerequisites", "related"),
)
LOCAL_FIELDS = (
    *("phase", "theme", "responsible", "executor", "recommended_responsible"),
    *("recommended_executor", "involved", "prerequisites", "waiting"),
)
# Form.field: who sends it, to which address of their own, and the rest of a good form. Forms of
# lists are sent by GET, and leave out what they do not know.
SENT = {
    "tasks.forms.PeopleForm.responsible": ("leader home", "/opgaver/{task}/personer/"),
    "tasks.forms.PeopleForm.executor": ("leader home", "/opgaver/{task}/personer/"),
    **{
        f"tasks.local.forms.LocalTaskForm.{name}": (
            "leader home",
            "/projekter/{project}/opgaver/ny/",
        )
        for name in LOCAL_FIELDS
    },
    "projects.forms.AddMemberForm.user": (
        "klik administrator home",
        "/projekter/{project}/medlemmer/tilfoej/",
    ),
    "workplace.lists.filters.TaskFilter.fase": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.tema": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.person": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.prioritet": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.status": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.lys": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.aendret": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.lokal": ("leader home", "/projekter/{project}/"),
    "workplace.lists.filters.TaskFilter.projekt": ("leader home", "/opgaver/"),
    "oversight.forms.MunicipalityFilters.boelge": ("consultant one", "/overblik/program-one/"),
    "oversight.forms.MunicipalityFilters.region": ("consultant one", "/overblik/program-one/"),
    "oversight.forms.MunicipalityFilters.fase": ("consultant one", "/overblik/program-one/"),
    "oversight.forms.MunicipalityFilters.sorter": ("consultant one", "/overblik/program-one/"),
    "authoring.forms.plan.PlanFilters.fase": ("editor one", "/programmer/program-one/"),
    "authoring.forms.plan.PlanFilters.tema": ("editor one", "/programmer/program-one/"),
    "authoring.forms.structure.PhaseForm.parent": (
        "editor one",
        "/programmer/program-one/faser/ny/",
    ),
    "authoring.forms.programmes.NewProgrammeForm.it_system": ("editor one", "/programmer/nyt/"),
    "authoring.forms.programmes.SystemForm.it_system": ("editor one", "/programmer/nyt/"),
    "authoring.forms.programmes.CopyProgrammeForm.it_system": (
        "editor one",
        "/programmer/program-one/kopi/",
    ),
    "roles.forms.GalleryFilters.system": ("leader home", "/roller/"),
    "administration.forms.history.HistoryFilters.kommune": (
        "klik administrator home",
        "/administration/historik/",
    ),
    "administration.forms.history.HistoryFilters.om": (
        "klik administrator home",
        "/administration/historik/",
    ),
    **{
        f"workplace.bulk.forms.BulkPeopleForm.{name}": ("leader home", "/opgaver/samlet/personer/")
        for name in ("new_responsible", "new_executor")
    },
    "administration.forms.history.HistoryFilters.projekt": (
        "klik administrator home",
        "/administration/historik/",
    ),
    "authoring.forms.waves.ChangeWaveForm.projects": (
        "editor one",
        "/programmer/program-one/boelger/skift/",
    ),
    "authoring.forms.waves.ChangeWaveForm.wave": (
        "editor one",
        "/programmer/program-one/boelger/skift/",
    ),
    "authoring.forms.files.PlanFileForm.phase": ("editor one", "/programmer/program-one/filer/"),
    "authoring.forms.waves.AddMunicipalitiesForm.municipalities": (
        "editor one",
        "/programmer/program-one/boelger/{wave}/tilfoej/",
    ),
    **{
        f"authoring.forms.publish.PublishForm.{name}": (
            "editor one",
            "/programmer/program-one/udgiv/",
        )
        for name in ("in_phase", "about_theme", "to_waves", "to_municipalities")
    },
    **{
        f"authoring.forms.{form}.{name}": ("editor one", f"/programmer/program-one/opgaver/{page}/")
        for form, page in (("shared_task.SharedTaskForm", "ny"), ("change.ChangeForm", "{live}"))
        for name in SHEET_FIELDS
    },
}
SHEET = {
    "code": "Ny 1",
    "title": "Ny",
    "phase": "{phase}",
    "theme": "{theme}",
    "priority": "2",
    "kind": "task",
    "revision": "{live_revision}",
    "step": "publish",
    "note": "Fordi",
}
REST = {
    "projects": {"wave": "{wave}"},
    "wave": {"projects": "{project}"},
    "municipalities": {},
    **dict.fromkeys(SHEET_FIELDS, SHEET),
    "in_phase": {"what": "phase", "to": "everyone"},
    "about_theme": {"what": "theme", "to": "everyone"},
    "to_waves": {"what": "drafts", "to": "waves"},
    "to_municipalities": {"what": "drafts", "to": "municipalities"},
    "responsible": SHEET | {"revision": "{revision}", "executor": ""},
    "executor": SHEET | {"revision": "{revision}", "responsible": ""},
    "waiting": SHEET,
    "new_responsible": {"valgt": "{task}", "gem": "1"},
    "new_executor": {"valgt": "{task}", "gem": "1"},
    "user": {"role": "reader"},
    "parent": {"number": "9", "name": "Ny"},
    "it_system": {"name": "Prøve", "warning_days_critical": "5"},
}
# Those that may be left empty.
EMPTY = {"responsible", "executor", "parent", "recommended_responsible", "recommended_executor"}
NONSENSE = ["", "1e3", "-1", "0", f"{MISSING}", f"{10**30}", "\uff10\uff11", "1;2", "\x00"]


def form_classes():
    """Every form class in the modules of the portal's own apps."""
    for app in settings.FIRST_PARTY_APPS:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            parts = found.name.split(".")
            if {"forms", "filters"} & set(parts):
                module = importlib.import_module(found.name)
                for one in vars(module).values():
                    if isinstance(one, type) and issubclass(one, forms.BaseForm):
                        yield one


def relation_fields():
    """The fields whose choices are rows, or are not known before the form is made."""
    for form in set(form_classes()):
        if form.__module__.split(".")[0] not in settings.FIRST_PARTY_APPS:
            continue
        for name, field in form.base_fields.items():
            is_open = isinstance(field, forms.ChoiceField) and not list(field.choices)
            if isinstance(field, ModelChoiceField) or is_open:
                yield f"{form.__module__}.{form.__qualname__}.{name}"


def test_every_field_that_names_something_is_tried_here():
    """Add a new one to SENT: who sends it, and where."""
    assert sorted(set(relation_fields()) - set(SENT)) == []


def test_there_are_no_serializers_to_try():
    """An interface for programs brings fields of its own: walk its serializers here as well."""
    assert "rest_framework" not in settings.INSTALLED_APPS


def foreign_ids(world):
    """Ids of everything that is not the home municipality's in programme one, by what it is."""
    away, two = world.municipalities["away"], world.programmes["two"]
    return {
        "a person of another municipality": world.user("contributor", "away").pk,
        "a person of the supplier": world.user("consultant", "one").pk,
        "one who has left": world.user("deactivated", "home").pk,
        "another municipality": away.pk,
        "another project of one's own": world.projects["home", "two"].pk,
        "another's project": world.projects["away", "one"].pk,
        "another's task": world.tasks["away", "one", "first"].pk,
        "another's file": world.files["away", "one"].pk,
        "another's member": world.members["away"].pk,
        "another programme": two.pk,
        "another programme's phase": world.phases["two"].pk,
        "another programme's theme": world.themes["two"].pk,
        "another programme's shared task": world.shared_tasks["two", "first"].pk,
        "another programme's wave": world.projects["home", "two"].wave_id,
        "another programme's publication": world.publications["two"].pk,
        "another programme's address": two.slug,
        "another's system": world.programmes["three"].system.code,
    }


def state():
    """Everything that a form could have changed: how many rows each table has, history's too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND relname <> 'django_session'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


@pytest.mark.parametrize("field", SENT)
def test_a_foreign_id_is_refused_and_changes_nothing(field, world, country):
    who, address = SENT[field]
    person = next(one for one in world.people if str(one) == who)
    task = world.tasks["home", "one", "first"]
    task.refresh_from_db()
    live = world.shared_tasks["one", "second"]
    facts = {
        "task": task.pk,
        "project": world.projects["home", "one"].pk,
        "wave": world.projects["home", "one"].wave_id,
        "revision": task.revision,
        "live": live.pk,
        "live_revision": live.revision,
        "phase": world.phases["one"].pk,
        "theme": world.themes["one"].pk,
    }
    path = address.format(**facts)
    name, wrong = field.rsplit(".", 1)[1], []
    is_list = name not in REST
    rest = {k: v.format(**facts) for k, v in REST.get(name, {}).items()}
    own = own_ids(world)
    tried = foreign_ids(world) | {repr(bad): bad for bad in NONSENSE if bad or not is_list}
    before = state()
    for what, value in tried.items():
        if str(value) in own.get(name, set()):
            continue
        after = {}
        answer = country.go(
            person,
            "GET" if is_list else "POST",
            path,
            rest | {name: str(value)},
            look=lambda after=after: after.update(state()),
        )
        refused = 200 if is_list else 422
        is_empty = not value and name in EMPTY
        # Of what is live, a good form shows first what would happen.
        taken = 200 if rest.get("step") == "publish" and "{live}" in address else 302
        if answer.status != (taken if is_empty else refused):
            wrong.append(f"{what}: {answer.status} {answer.trouble}")
        if after != before and not is_empty:
            wrong.append(f"{what}: changed {set(after.items()) - set(before.items())}")
        wrong += [f"{what}: shows {c}" for c in answer.canaries if not may_read(person, c)]

    assert wrong == []


def tasks_at_home(world):
    """The tasks in the project of programme one."""
    shared = [row for (*where, _), row in world.tasks.items() if where == ["home", "one"]]
    return [*shared, world.own_tasks["home", "one"]]


def own_ids(world):
    """Values that are somebody else's and, by chance, also one's own."""
    colleagues = [p.user for p in world.people if p.place == "home" and not p.is_out]
    return {
        name: {str(row.pk) for row in rows}
        for name, rows in {
            "fase": [world.phases["one"]],
            "tema": [world.themes["one"]],
            "person": [p.user for p in world.people if p.place == "home"],
            "projekt": [world.projects["home", "one"], world.projects["home", "two"]],
            "responsible": colleagues,
            **dict.fromkeys(("new_responsible", "new_executor"), colleagues),
            "executor": colleagues,
            "user": colleagues,
            "projects": [world.projects["home", "one"], world.projects["away", "one"]],
            "wave": [world.projects[place, "one"].wave for place in ("home", "away")],
            "municipalities": [world.without["municipality"]],
            "in_phase": [world.phases["one"]],
            "phase": [world.phases["one"]],
            "theme": [world.themes["one"]],
            "prerequisites": [
                *(row for (one, _), row in world.shared_tasks.items() if one == "one"),
                *tasks_at_home(world),
            ],
            "waiting": tasks_at_home(world),
            "recommended_responsible": [world.role],
            "recommended_executor": [world.role],
            "involved": [world.role],
            "related": [row for (one, _), row in world.shared_tasks.items() if one == "one"],
            "parent": [world.phases["one"]],
            "about_theme": [world.themes["one"]],
            "to_municipalities": [world.municipalities["home"], world.municipalities["away"]],
        }.items()
    }
