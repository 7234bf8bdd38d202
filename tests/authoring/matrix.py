from accounts.rights import Permission
from authoring.plans.plan import Plan
from tests.authoring.factories import PlanImportFactory
from tests.matrix.canary import canary
from tests.matrix.fields import SHEET, Field, phase, prerequisites, role, shared_tasks, theme
from tests.matrix.route import ALL, Route, form, page, panel
from tests.matrix.things import under_programmes

EDITOR, PROGRAMME = "editor one", "/programmer/program-one/"
NEW_PROGRAMME = {"name": "Prøve", "warning_days_critical": "5"}


def waves(world):
    return [world.projects[place, "one"].wave for place in ("home", "away")]


def projects(world):
    return [world.projects[place, "one"] for place in ("home", "away")]


def without_administrator(world):
    return [world.rows["without"]["municipality"]]


def municipalities(world):
    return [world.municipalities[place] for place in ("home", "away")]


FIELDS = {
    "authoring.forms.plan.PlanFilters.fase": Field(EDITOR, PROGRAMME, own=phase),
    "authoring.forms.plan.PlanFilters.tema": Field(EDITOR, PROGRAMME, own=theme),
    "authoring.forms.structure.PhaseForm.parent": Field(
        EDITOR, f"{PROGRAMME}faser/ny/", {"number": "9", "name": "Ny"}, own=phase, may_be_empty=True
    ),
    **{
        f"authoring.forms.programmes.{name}.it_system": Field(EDITOR, address, NEW_PROGRAMME)
        for name, address in {
            "NewProgrammeForm": "/programmer/nyt/",
            "SystemForm": "/programmer/nyt/",
            "CopyProgrammeForm": f"{PROGRAMME}kopi/",
        }.items()
    },
    "authoring.forms.waves.ChangeWaveForm.projects": Field(
        EDITOR, f"{PROGRAMME}boelger/skift/", {"wave": "{wave}"}, own=projects
    ),
    "authoring.forms.waves.ChangeWaveForm.wave": Field(
        EDITOR, f"{PROGRAMME}boelger/skift/", {"projects": "{project}"}, own=waves
    ),
    "authoring.forms.waves.AddMunicipalitiesForm.municipalities": Field(
        EDITOR, f"{PROGRAMME}boelger/{{wave}}/tilfoej/", {}, own=without_administrator
    ),
    "authoring.forms.files.PlanFileForm.phase": Field(
        EDITOR, f"{PROGRAMME}filer/", SHEET, own=phase
    ),
    **{
        f"authoring.forms.publish.PublishForm.{name}": Field(
            EDITOR, f"{PROGRAMME}udgiv/", {"what": what, "to": to}, **more
        )
        for name, what, to, more in (
            ("in_phase", "phase", "everyone", {"own": phase}),
            ("about_theme", "theme", "everyone", {"own": theme}),
            ("to_waves", "drafts", "waves", {"own": waves}),
            ("to_municipalities", "drafts", "municipalities", {"own": municipalities}),
        )
    },
    **{
        f"authoring.forms.{of}.{name}": Field(
            EDITOR,
            f"{PROGRAMME}opgaver/{last}/",
            SHEET,
            own=own,
            may_be_empty=name.startswith("recommended"),
        )
        for of, last in (("shared_task.SharedTaskForm", "ny"), ("change.ChangeForm", "{live}"))
        for name, own in {
            "phase": phase,
            "theme": theme,
            "recommended_responsible": role,
            "recommended_executor": role,
            "involved": role,
            "prerequisites": prerequisites,
            "related": shared_tasks,
        }.items()
    },
}
ROUTES = {
    "authoring:programmes": page(Permission.PROGRAMME_AUTHOR),
    "authoring:plan": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:publish": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:publications": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:publication": page(Permission.PROGRAMME_AUTHOR, "publication", shows="text"),
    "authoring:move_shared_task": panel(Permission.PROGRAMME_AUTHOR, "shared_task", asks=ALL),
    "authoring:new_programme": form(Permission.PROGRAMME_AUTHOR),
    "authoring:copy": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:settings": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:policy": panel(Permission.PROGRAMME_AUTHOR, "programme", asks=ALL),
    "authoring:new_blackout": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:blackout": form(Permission.PROGRAMME_AUTHOR, "blackout"),
    "authoring:delete_blackout": panel(Permission.PROGRAMME_AUTHOR, "blackout", post=302, asks=ALL),
    "authoring:structure": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:new_phase": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:phase": form(Permission.PROGRAMME_AUTHOR, "phase"),
    "authoring:move_phase": panel(Permission.PROGRAMME_AUTHOR, "phase", asks=ALL),
    "authoring:delete_phase": form(Permission.PROGRAMME_AUTHOR, "phase", post=409),
    "authoring:new_theme": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:theme": form(Permission.PROGRAMME_AUTHOR, "theme"),
    "authoring:move_theme": panel(Permission.PROGRAMME_AUTHOR, "theme", asks=ALL),
    "authoring:delete_theme": form(Permission.PROGRAMME_AUTHOR, "theme", post=409),
    "authoring:new_shared_task": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:shared_task": form(Permission.PROGRAMME_AUTHOR, "shared_task", shows="draft"),
    "authoring:delete_shared_task": form(Permission.PROGRAMME_AUTHOR, "shared_task", post=409),
    "authoring:preview_text": panel(Permission.PROGRAMME_AUTHOR, "programme", post=200, asks=ALL),
    "authoring:preview_dates": panel(Permission.PROGRAMME_AUTHOR, "programme", post=200, asks=ALL),
    "authoring:versions": page(Permission.PROGRAMME_AUTHOR, "live", shows="text"),
    "authoring:version": page(Permission.PROGRAMME_AUTHOR, "live_version", shows="text"),
    "authoring:withdraw": form(Permission.PROGRAMME_AUTHOR, "live"),
    "authoring:restore": form(Permission.PROGRAMME_AUTHOR, "live", get=302, post=302),
    "authoring:waves": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:new_wave": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:wave": page(Permission.PROGRAMME_AUTHOR, "wave", shows="text"),
    "authoring:name_wave": panel(Permission.PROGRAMME_AUTHOR, "wave", asks=ALL),
    # The country's waves have no dates, so an empty form asks for what is there already.
    "authoring:wave_dates": form(Permission.PROGRAMME_AUTHOR, "wave", post=302),
    "authoring:add_municipalities": form(Permission.PROGRAMME_AUTHOR, "wave"),
    "authoring:remove_wave": form(Permission.PROGRAMME_AUTHOR, "wave"),
    "authoring:own_date": form(Permission.PROGRAMME_AUTHOR, "project_in", post=409),
    "authoring:other_wave": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:files": form(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_shared_task": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_xlsx": page(Permission.PROGRAMME_AUTHOR, "programme"),
    "authoring:plan_xml": page(Permission.PROGRAMME_AUTHOR, "programme", shows="text"),
    "authoring:plan_import": page(Permission.PROGRAMME_AUTHOR, "import", shows="text"),
    "authoring:*_plan_import": Route(Permission.PROGRAMME_AUTHOR, "import", {"POST": 302}),
    "project_plan:xlsx": page(Permission.PROJECT_VIEW, "project"),
    "project_plan:xml": page(Permission.PROJECT_VIEW, "project", shows="open text"),
}


def fill_programme(world, name):
    text = canary("programme", name, "text")
    world.rows["import"][name] = PlanImportFactory(
        programme=world.programmes[name],
        state="read",
        content=None,
        plan=Plan().as_json(),
        preview={"phases": [], "themes": [text]},
        problems=[{"text": text, "place": None, "stops": False}],
    )


def things(world):
    return {"import": under_programmes(world, "import", world.rows["import"])}
