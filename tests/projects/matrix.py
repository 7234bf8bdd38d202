from projects.models import Visit
from tests.dates import TODAY
from tests.matrix.canary import canary
from tests.matrix.fields import Field, colleagues
from tests.matrix.things import (
    Thing,
    of_projects,
    takes_part,
    under_programmes,
    under_projects,
)
from tests.projects.factories import BlackoutFactory

FIELDS = {
    "projects.forms.AddMemberForm.user": Field(
        "klik administrator home",
        "/projekter/{project}/medlemmer/tilfoej/",
        {"role": "reader"},
        own=colleagues,
    ),
}


def fill_programme(world, name):
    world.rows["blackout"][name] = BlackoutFactory(
        programme=world.programmes[name], name=f"Pause {canary('programme', name, 'text')}"
    )


def fill_project(world, place, programme):
    """A consultant has been there."""
    project = world.projects[place, programme]
    Visit.objects.create(
        on=TODAY,
        by=world.user("consultant", "operator"),
        partner=world.partners["operator"],
        municipality=project.municipality,
        programme=project.programme,
        project=project,
    )


def things(world):
    at_home = {name: world.projects["home", name] for name in ("one", "two")}
    parts = {
        "blackout": world.rows["blackout"],
        "project_in": at_home,
        "wave": {name: project.wave for name, project in at_home.items()},
    }
    return {
        "project": of_projects("project", world.projects),
        "member": under_projects(world, "member", world.rows["member"]),
        "programme": programmes_of(world),
        **{word: under_programmes(world, word, rows) for word, rows in parts.items()},
    }


def programmes_of(world):
    found = [
        Thing(
            f"programme {name}",
            (programme.slug,),
            "programme",
            "",
            name,
            places=takes_part(world, name),
        )
        for name, programme in world.programmes.items()
    ]
    return [*found, Thing("missing", ("intet-program",), is_missing=True)]


def foreign(world):
    two = world.programmes["two"]
    return {
        "another project of one's own": world.projects["home", "two"].pk,
        "another's project": world.projects["away", "one"].pk,
        "another's member": world.rows["member"]["away"].pk,
        "another programme": two.pk,
        "another programme's wave": world.projects["home", "two"].wave_id,
        "another programme's address": two.slug,
    }
