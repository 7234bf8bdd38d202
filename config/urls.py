from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from administration.views.personal_data import my_data
from administration.views.technical import site as technical
from authoring.urls import project_patterns as project_plan_patterns
from config.views import accessibility_statement, health, security_txt
from workplace.urls import project_patterns, task_patterns
from workplace.views.calendars import calendar, my_calendar
from workplace.views.my_page import my_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", my_page, name="home"),
    path("projekter/", include(project_patterns)),
    path("projekter/", include(project_plan_patterns)),
    path("opgaver/", include(task_patterns)),
    path("roller/", include("roles.urls")),
    path("overblik/", include("oversight.urls")),
    path("programmer/", include("authoring.urls")),
    path("administration/teknik/", technical.urls),
    path("administration/", include("administration.urls")),
    path("konto/mine-data/", my_data, name="my_data"),
    path("konto/kalender/", my_calendar, name="my_calendar"),
    path("konto/", include("accounts.urls")),
    path("kalender/<str:token>.ics", calendar, name="calendar"),
    path("sundhed/", health, name="health"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    # Used with and without the slash.
    re_path(r"^was/?$", accessibility_statement, name="accessibility_statement"),
]
handler400 = "config.views.bad_request"
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))
