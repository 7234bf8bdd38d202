"""allauth's pages under Danish addresses; only those that the portal uses."""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path

from accounts.views import (
    account,
    activate_totp,
    add_passkey,
    change_email,
    email,
    new_recovery_codes,
)

second_factor_patterns = [
    path("", second_factor.index, name="mfa_index"),
    path("kode/", second_factor.authenticate, name="mfa_authenticate"),
    path("bekraeft/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("app/", activate_totp, name="mfa_activate_totp"),
    path("app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("noedkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("noedkoder/nye/", new_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "noedkoder/hent/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("noegler/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("noegler/ny/", add_passkey, name="mfa_add_webauthn"),
    path("noegler/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("noegler/<int:pk>/fjern/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("noegler/bekraeft/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "noegler/log-ind/", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"
    ),
]
urlpatterns = [
    path("", account, name="account_index"),
    path("log-ind/", views.login, name="account_login"),
    path("log-ud/", views.logout, name="account_logout"),
    # Closed by the adapter; allauth looks the name up.
    path("opret/", views.signup, name="account_signup"),
    path("inaktiv/", views.account_inactive, name="account_inactive"),
    path("bekraeft-adgang/", views.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", email, name="account_email"),
    path("e-mail/skift/<str:key>/", change_email, name="account_change_email"),
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
    path("to-faktor/", include(second_factor_patterns)),
    path("enheder/", sessions.list_usersessions, name="usersessions_list"),
]
