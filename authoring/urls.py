"""The site map of authoring: programmes as the editors at the partners write them."""

from django.urls import path

from authoring.views.plan import plan
from authoring.views.previews import preview_dates, preview_text
from authoring.views.programmes import programmes
from authoring.views.template import delete_template, new_template, template
from authoring.views.versions import restore, version, versions, withdraw

app_name = "authoring"
urlpatterns = [
    path("", programmes, name="programmes"),
    path("<slug:slug>/", plan, name="plan"),
    path("<slug:slug>/opgaver/ny/", new_template, name="new_template"),
    path("<slug:slug>/opgaver/<int:pk>/", template, name="template"),
    path("<slug:slug>/opgaver/<int:pk>/slet/", delete_template, name="delete_template"),
    path("<slug:slug>/opgaver/<int:pk>/versioner/", versions, name="versions"),
    path("<slug:slug>/opgaver/<int:pk>/versioner/<int:number>/", version, name="version"),
    path("<slug:slug>/opgaver/<int:pk>/traek-tilbage/", withdraw, name="withdraw"),
    path("<slug:slug>/opgaver/<int:pk>/genudgiv/", restore, name="restore"),
    path("<slug:slug>/opgaver/vis-tekst/", preview_text, name="preview_text"),
    path("<slug:slug>/opgaver/vis-datoer/", preview_dates, name="preview_dates"),
]
