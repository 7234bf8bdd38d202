"""Forms for people and their access."""

import re
from dataclasses import fields
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.services import Duties
from administration.people import PeopleState
from design.chips import UNKNOWN_FILTER

SHOWN = [
    (PeopleState.ACTIVE.value, "Alle med adgang"),
    (PeopleState.NO_SECOND_FACTOR.value, "Mangler to-faktor-login"),
    (PeopleState.NEVER_SIGNED_IN.value, "Har aldrig logget ind"),
    (PeopleState.DEACTIVATED.value, "Deaktiverede"),
]
# Control characters, invisible characters and changes of text direction.
INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MUNICIPAL = ("is_klik_administrator", "reads_all_projects")
CENTRAL = ("is_editor", "is_administrator")


class PeopleFilters(forms.Form):
    """Filters the list; invalid values get an error and are ignored."""

    marks_optional = False
    tekst = forms.CharField(
        label="Navn eller e-mail",
        required=False,
        max_length=100,
        error_messages={"max_length": "Skriv højst 100 tegn."},
    )
    vis = forms.ChoiceField(
        label="Vis",
        choices=SHOWN,
        required=False,
        error_messages={"invalid_choice": UNKNOWN_FILTER},
    )

    def __init__(self, given: Any) -> None:
        super().__init__(given)
        self.is_valid()

    @property
    def show(self) -> PeopleState:
        return PeopleState(self.cleaned_data.get("vis", ""))

    @property
    def text(self) -> str:
        return str(self.cleaned_data.get("tekst", ""))


class PersonName(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label="Navn",
            max_length=150,
            error_messages={
                "required": "Skriv personens navn.",
                "max_length": "Skriv højst 150 tegn.",
            },
        )
        # Our message covers all such characters, and comes first.
        self.validators = [v for v in self.validators if hasattr(v, "limit_value")]
        self.widget.attrs["autocomplete"] = "off"

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value))
        if INVISIBLE.search(text):
            raise ValidationError(
                "Navnet indeholder usynlige tegn. Skriv det igen.", code="invisible"
            )
        return " ".join(text.split())


class NameForm(forms.Form):
    name = PersonName()

    def __init__(self, data: Any = None, *, person: User) -> None:
        super().__init__(data, auto_id="name-%s", initial={"name": person.name})


class DutiesFields(forms.Form):
    """The duties of the person's kind of organisation; others cannot be submitted."""

    is_klik_administrator = forms.BooleanField(
        label="KLIK-administrator",
        required=False,
        help_text="Giver kolleger adgang, vælger medlemmer af alle kommunens projekter og kan søge "
        "i historikken. Skal logge ind med to-faktor-login.",
    )
    reads_all_projects = forms.BooleanField(
        label="Programleder",
        required=False,
        help_text="Ser alle kommunens projekter og opgaver, også de interne noter.",
    )
    is_editor = forms.BooleanField(
        label="Redaktør", required=False, help_text="Skriver og udgiver fællesopgaver."
    )
    is_administrator = forms.BooleanField(
        label="Administrator",
        required=False,
        help_text="Giver kolleger adgang. Hos den, der driver portalen, også: søger i hele "
        "historikken og opretter den første administrator, hvor der ingen er.",
    )

    def keep_duties(self, *, is_municipal: bool) -> None:
        for name in CENTRAL if is_municipal else MUNICIPAL:
            del self.fields[name]

    @property
    def duties(self) -> Duties:
        names = [field.name for field in fields(Duties)]
        return Duties(**{name: self.cleaned_data.get(name, False) for name in names})


class DutiesForm(DutiesFields):
    seen = forms.RegexField(
        r"^[01]{4}$",
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"), "Formularen er ikke hel. Genindlæs siden, og prøv igen."
        ),
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        now = Duties.of(person)
        values = {field.name: getattr(now, field.name) for field in fields(Duties)}
        seen = "".join(str(int(value)) for value in values.values())
        super().__init__(data, auto_id="duties-%s", initial=values | {"seen": seen})
        self.keep_duties(is_municipal=person.is_municipal)

    @property
    def seen_duties(self) -> Duties:
        return Duties(*(digit == "1" for digit in self.cleaned_data["seen"]))


class InviteForm(DutiesFields):
    name = PersonName()
    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        help_text="Personens egen arbejdsmail. Invitationen sendes hertil.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Skriv personens e-mail.",
            "invalid": "Skriv en hel e-mailadresse, fx navn@kommune.dk.",
            "max_length": "Skriv højst 254 tegn.",
        },
    )
    field_order = ("name", "email")

    def __init__(self, data: Any = None, *, is_municipal: bool) -> None:
        super().__init__(data)
        self.keep_duties(is_municipal=is_municipal)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if not email.isascii():
            raise ValidationError(
                "Adressen har bogstaver, som en e-mail ikke kan have. Skriv den igen.",
                code="not_ascii",
            )
        return email.lower()


class FirstAdministratorForm(InviteForm):
    """Invites somebody whose one duty follows from the organisation."""

    def keep_duties(self, *, is_municipal: bool) -> None:  # noqa: ARG002  # none is chosen
        for name in (*CENTRAL, *MUNICIPAL):
            del self.fields[name]
