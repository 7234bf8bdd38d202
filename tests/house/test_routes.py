"""A new route is closed until someone writes down that it is open."""

from django.urls import URLPattern, get_resolver

PUBLIC = {
    "calendar",
    "health",
    "security_txt",
    "accessibility_statement",
    "demo:mailbox",
    "demo:mail",
    "demo:mail_html",
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_change_email",
    "admin:login",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def routes(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}", entry.callback
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from routes(entry, inner)


def test_only_the_listed_routes_are_public():
    public = {
        name for name, view in routes(get_resolver()) if not getattr(view, "login_required", True)
    }

    assert public == PUBLIC, sorted(public ^ PUBLIC)
