"""The site map of authoring: programmes as the editors at the partners write them."""

from django.urls import path

from authoring.views.plan import plan
from authoring.views.programmes import programmes

app_name = "authoring"
urlpatterns = [
    path("", programmes, name="programmes"),
    path("<slug:slug>/", plan, name="plan"),
]
