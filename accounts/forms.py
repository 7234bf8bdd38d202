"""allauth's forms, where the portal changes them."""

import json
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from accounts.models import User
from accounts.second_factor import use_code


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Finds active people by the address they sign in with."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.active().filter(email=email))
        return email


class OnceOnly:
    """Accepts a code from an app once, also when the cache is empty (docs/adr/0082)."""

    authenticator: Authenticator
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form, mixed in below
        is_totp = self.authenticator.type == Authenticator.Type.TOTP
        if is_totp and not use_code(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(OnceOnly, AuthenticateForm):  # type: ignore[misc]  # as above
    pass


class SecondFactorAgainForm(OnceOnly, ReauthenticateForm):  # type: ignore[misc]  # as above
    pass


class TotpForm(ActivateTOTPForm):  # type: ignore[misc]  # as above
    code = forms.CharField(
        label="Koden fra appen",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ShallowDecoder(json.JSONDecoder):
    """Refuses JSON nested deeper than any browser's answer, before a RecursionError."""

    def decode(self, text: str, *more: Any) -> Any:
        if text.count("[") + text.count("{") > 100:
            raise json.JSONDecodeError("Nested too deeply", text[:10], 0)
        return super().decode(text, *more)


def credential_field() -> forms.JSONField:
    """Return the field for a browser's passkey data, also before sign-in."""
    return forms.JSONField(widget=forms.HiddenInput, decoder=ShallowDecoder)


class PasskeySignInForm(LoginWebAuthnForm):  # type: ignore[misc]  # as above
    credential = credential_field()


class PasskeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    credential = credential_field()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    credential = credential_field()


class NewPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # as above
    name = forms.CharField(label="Navn", required=False, max_length=100)
    credential = credential_field()


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # as above
    name = forms.CharField(label="Navn", max_length=100)


class EmailChangeForm(forms.Form):
    email = forms.EmailField(
        label="Ny e-mailadresse",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email == self.user.email:
            raise forms.ValidationError("Det er den adresse, du allerede logger ind med.")
        return email
