"""The site map of projects and tasks. A project's page shows tasks, so it is served here."""

from django.urls import path

from tasks import views

project_patterns = ([path("<int:pk>/", views.project_detail, name="detail")], "projects")

task_patterns = ([path("<int:number>/", views.task_detail, name="detail")], "tasks")
