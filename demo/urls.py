from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("postkasse/", views.mailbox, name="mailbox"),
    path("postkasse/<str:name>/", views.mail, name="mail"),
    path("postkasse/<str:name>/html/", views.mail_html, name="mail_html"),
]
