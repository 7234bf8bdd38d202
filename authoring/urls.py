"""The site map of authoring: programmes as the editors at the partners write them."""

from django.urls import URLPattern

app_name = "authoring"
urlpatterns: list[URLPattern] = []
