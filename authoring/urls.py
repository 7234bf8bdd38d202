"""The site map of authoring: programmes as the editors at the partners write them."""

from django.urls import path

from authoring.views.copy import copy
from authoring.views.files import (
    confirm_plan_import,
    dismiss_plan_import,
    files,
    plan_import,
    plan_shared_task,
    plan_xlsx,
    plan_xml,
    retry_plan_import,
)
from authoring.views.moves import other_wave, own_date, wave_dates
from authoring.views.phases import new_phase, phase, remove_phase
from authoring.views.plan import move_shared_task_page, plan
from authoring.views.previews import preview_dates, preview_text
from authoring.views.programmes import new_programme, programmes
from authoring.views.project_plan import project_xlsx, project_xml
from authoring.views.publications import publication, publications
from authoring.views.publish import publish
from authoring.views.settings import (
    blackout,
    delete_blackout,
    new_blackout,
    policy,
    settings,
)
from authoring.views.shared_task import delete_shared_task, new_shared_task, shared_task
from authoring.views.structure import move_phase_page, move_theme_page, structure
from authoring.views.themes import new_theme, remove_theme, theme
from authoring.views.versions import restore, version, versions, withdraw
from authoring.views.waves import (
    add_municipalities,
    name_wave,
    new_wave,
    remove_wave,
    wave,
    waves,
)

app_name = "authoring"
urlpatterns = [
    path("", programmes, name="programmes"),
    path("nyt/", new_programme, name="new_programme"),
    path("<slug:slug>/", plan, name="plan"),
    path("<slug:slug>/indstillinger/", settings, name="settings"),
    path("<slug:slug>/kopi/", copy, name="copy"),
    path("<slug:slug>/indstillinger/lys/", policy, name="policy"),
    path("<slug:slug>/indstillinger/pauser/ny/", new_blackout, name="new_blackout"),
    path("<slug:slug>/indstillinger/pauser/<int:pk>/", blackout, name="blackout"),
    path(
        "<slug:slug>/indstillinger/pauser/<int:pk>/fjern/",
        delete_blackout,
        name="delete_blackout",
    ),
    path("<slug:slug>/faser/", structure, name="structure"),
    path("<slug:slug>/faser/ny/", new_phase, name="new_phase"),
    path("<slug:slug>/faser/<int:pk>/", phase, name="phase"),
    path("<slug:slug>/faser/<int:pk>/flyt/", move_phase_page, name="move_phase"),
    path("<slug:slug>/faser/<int:pk>/slet/", remove_phase, name="delete_phase"),
    path("<slug:slug>/temaer/nyt/", new_theme, name="new_theme"),
    path("<slug:slug>/temaer/<int:pk>/", theme, name="theme"),
    path("<slug:slug>/temaer/<int:pk>/flyt/", move_theme_page, name="move_theme"),
    path("<slug:slug>/temaer/<int:pk>/slet/", remove_theme, name="delete_theme"),
    path("<slug:slug>/opgaver/<int:pk>/flyt/", move_shared_task_page, name="move_shared_task"),
    path("<slug:slug>/opgaver/ny/", new_shared_task, name="new_shared_task"),
    path("<slug:slug>/opgaver/<int:pk>/", shared_task, name="shared_task"),
    path("<slug:slug>/opgaver/<int:pk>/slet/", delete_shared_task, name="delete_shared_task"),
    path("<slug:slug>/opgaver/<int:pk>/versioner/", versions, name="versions"),
    path("<slug:slug>/opgaver/<int:pk>/versioner/<int:number>/", version, name="version"),
    path("<slug:slug>/opgaver/<int:pk>/traek-tilbage/", withdraw, name="withdraw"),
    path("<slug:slug>/opgaver/<int:pk>/genudgiv/", restore, name="restore"),
    path("<slug:slug>/opgaver/vis-tekst/", preview_text, name="preview_text"),
    path("<slug:slug>/opgaver/vis-datoer/", preview_dates, name="preview_dates"),
    path("<slug:slug>/udgiv/", publish, name="publish"),
    path("<slug:slug>/udgivelser/", publications, name="publications"),
    path("<slug:slug>/udgivelser/<int:pk>/", publication, name="publication"),
    path("<slug:slug>/boelger/", waves, name="waves"),
    path("<slug:slug>/boelger/ny/", new_wave, name="new_wave"),
    path("<slug:slug>/boelger/skift/", other_wave, name="other_wave"),
    path("<slug:slug>/boelger/projekt/<int:pk>/", own_date, name="own_date"),
    path("<slug:slug>/boelger/<int:pk>/", wave, name="wave"),
    path("<slug:slug>/boelger/<int:pk>/navn/", name_wave, name="name_wave"),
    path("<slug:slug>/boelger/<int:pk>/datoer/", wave_dates, name="wave_dates"),
    path("<slug:slug>/boelger/<int:pk>/tilfoej/", add_municipalities, name="add_municipalities"),
    path("<slug:slug>/boelger/<int:pk>/slet/", remove_wave, name="remove_wave"),
    path("<slug:slug>/filer/", files, name="files"),
    path("<slug:slug>/filer/skabelon.xlsx", plan_shared_task, name="plan_shared_task"),
    path("<slug:slug>/filer/plan.xlsx", plan_xlsx, name="plan_xlsx"),
    path("<slug:slug>/filer/plan.xml", plan_xml, name="plan_xml"),
    path("<slug:slug>/filer/<int:pk>/", plan_import, name="plan_import"),
    path("<slug:slug>/filer/<int:pk>/indlaes/", confirm_plan_import, name="confirm_plan_import"),
    path("<slug:slug>/filer/<int:pk>/kasser/", dismiss_plan_import, name="dismiss_plan_import"),
    path("<slug:slug>/filer/<int:pk>/igen/", retry_plan_import, name="retry_plan_import"),
]

# Mounted at /projekter/: a municipality's plan as a file.
project_patterns = (
    [
        path("<int:pk>/plan.xlsx", project_xlsx, name="xlsx"),
        path("<int:pk>/plan.xml", project_xml, name="xml"),
    ],
    "project_plan",
)
