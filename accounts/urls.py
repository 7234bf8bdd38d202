"""allauth's pages under Danish addresses; only those that the portal uses."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("log-ind/", views.login, name="account_login"),
    path("log-ud/", views.logout, name="account_logout"),
    # Closed by the adapter; allauth looks the name up.
    path("opret/", views.signup, name="account_signup"),
    path("inaktiv/", views.account_inactive, name="account_inactive"),
    path("bekraeft-adgang/", views.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", views.email, name="account_email"),
    path(
        "e-mail/bekraeftelse-sendt/",
        views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("e-mail/bekraeft/<str:key>/", views.confirm_email, name="account_confirm_email"),
    path("adgangskode/skift/", views.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", views.password_set, name="account_set_password"),
    path("adgangskode/glemt/", views.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", views.password_reset_done, name="account_reset_password_done"),
    # A key holds hyphens itself, so the first one ends the user's number.
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/faerdig/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
