"""The site map of the administration."""

from django.urls import URLPattern, URLResolver, path

from administration.views import history, people, person, personal_data, places

app_name = "administration"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.index, name="index"),
    path("personer/", people.people, name="people"),
    path("personer/inviter/", people.invite, name="invite"),
    path("personer/<int:pk>/", person.person, name="person"),
    path("personer/<int:pk>/navn/", person.rename, name="rename"),
    path("personer/<int:pk>/rettigheder/", person.change_duties, name="duties"),
    path("personer/<int:pk>/invitation/", person.send_invitation, name="send_invitation"),
    path("personer/<int:pk>/to-faktor-login/", person.reset_factor, name="reset_second_factor"),
    path("personer/<int:pk>/deaktiver/", person.deactivate, name="deactivate"),
    path("personer/<int:pk>/genaktiver/", person.reactivate, name="reactivate"),
    path("personer/<int:pk>/data/", personal_data.person_data, name="person_data"),
    path("historik/", history.history, name="history"),
    path("steder/", places.places, name="places"),
    path(
        "steder/kommune/<int:pk>/",
        places.first_administrator,
        {"kind": "municipality"},
        name="first_municipal_administrator",
    ),
    path(
        "steder/samarbejdspart/<int:pk>/",
        places.first_administrator,
        {"kind": "partner"},
        name="first_partner_administrator",
    ),
]
