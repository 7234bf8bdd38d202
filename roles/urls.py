from django.urls import path

from roles import views

app_name = "roles"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("historik/", views.history, name="history"),
]
