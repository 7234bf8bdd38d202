"""Account pages that allauth lacks, or that differ from its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from allauth.decorators import rate_limit
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import add_webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.email_change import (
    AddressIsTaken,
    EmailChange,
    LinkIsDead,
    ask_to_change_email,
    confirm_email_change,
)
from accounts.forms import EmailChangeForm
from accounts.http import PortalRequest
from accounts.second_factor import has_second_factor, use_first_code


@require_GET
def account(request: PortalRequest) -> HttpResponse:
    return render(
        request, "account/index.html", {"has_second_factor": has_second_factor(request.user)}
    )


@require_http_methods(["GET", "POST"])
@rate_limit(action="manage_email")  # type: ignore[untyped-decorator]  # allauth has no types
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]  # as above
def email(request: PortalRequest) -> HttpResponse:
    form = EmailChangeForm(request.POST or None, user=request.user)
    if not form.is_valid():
        return render(request, "account/email.html", {"form": form})
    ask_to_change_email(person=request.user, email=form.cleaned_data["email"])
    return render(request, "account/email_change/asked.html", {"email": form.cleaned_data["email"]})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def change_email(request: HttpRequest, key: str) -> HttpResponse:
    """The target of a link in a mail; the reader need not be signed in."""
    page: dict[str, Any] = {}
    try:
        page["change"], page["person"] = EmailChange.read(key)
        if request.method == "POST":
            return email_confirmed(request, key)
    except (LinkIsDead, AddressIsTaken):
        return render(request, "account/email_change/dead.html", status=404)
    return render(request, "account/email_change/confirm.html", page)


def email_confirmed(request: HttpRequest, key: str) -> HttpResponse:
    person = confirm_email_change(key=key)
    if person is None:
        return render(request, "account/email_change/halfway.html")
    logout(request)
    messages.success(request, f"Du logger nu ind med {person.email}.")
    return redirect("account_login")


def without_deferring(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run at once what allauth defers until the commit: messages, mails and the log.

    Here the commit is outside all middleware, without the request's scope.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        before = len(connection.run_on_commit)
        response = view(request, *args, **kwargs)
        now = connection.run_on_commit[before:]
        del connection.run_on_commit[before:]
        for _, function, *_ in now:
            function()
        return response

    return wrapped


class ActivateTotp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Marks the code that sets the app up as used."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        use_first_code(self.request.user, form.cleaned_data["code"])
        return response


activate_totp = without_deferring(ActivateTotp.as_view())
add_passkey = without_deferring(add_webauthn)
new_recovery_codes = without_deferring(generate_recovery_codes)
