from django.urls import path

from oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("<slug:slug>/", views.programme, name="programme"),
    path("<slug:slug>/opgaver/", views.tasks, name="tasks"),
]
