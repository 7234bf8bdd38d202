"""What may be typed about a programme itself."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from design.fields import PlainText
from organisations.models import System
from projects.models import Blackout, Programme
from projects.programmes import (
    LONGEST_SLUG,
    MOST_WARNING_DAYS,
    POLICY_FIELDS,
    LightPolicy,
    slug_for,
)
from shared_tasks.sheet_fields import Line

LONGEST_DESCRIPTION = 5_000
# What stands where an address would be.
RESERVED = {"nyt"}
NAME_TAKEN = "Et andet program har allerede det navn. Vælg et andet."
SLUG_TAKEN = "Et andet program har allerede den adresse. Vælg en anden."
DAYS = {
    "required": f"Skriv et helt tal fra 0 til {MOST_WARNING_DAYS}.",
    "invalid": f"Skriv et helt tal fra 0 til {MOST_WARNING_DAYS}.",
    "min_value": f"Skriv et helt tal fra 0 til {MOST_WARNING_DAYS}.",
    "max_value": f"Skriv et helt tal fra 0 til {MOST_WARNING_DAYS}.",
}


def name_field() -> Line:
    return Line(
        label="Navn", max_length=100, error_messages={"required": "Skriv programmets navn."}
    )


def description_field() -> PlainText:
    return PlainText(
        label="Beskrivelse",
        max_length=LONGEST_DESCRIPTION,
        rows=4,
        help_text="Hvad kommunerne skal indføre, og hvad de går fra.",
    )


class SlugField(Line):
    """The programme's address; without one, the name makes it."""

    def __init__(self) -> None:
        super().__init__(
            label="Adresse",
            max_length=LONGEST_SLUG,
            required=False,
            help_text="Det sidste led i programmets webadresse, fx dubu-4-0. Er feltet tomt, "
            "laves adressen af navnet. Den kan ikke ændres senere.",
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).lower()
        if text and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
            raise ValidationError(
                "Brug kun bogstaverne a–z, tal og enkelte bindestreger, fx dubu-4-0.",
                code="invalid",
            )
        return text


class NamedProgrammeForm(forms.Form):
    """A new programme's name and address."""

    name = name_field()
    slug = SlugField()

    def clean(self) -> dict[str, Any]:
        """Let the name make an address where none was typed."""
        cleaned = self.cleaned_data
        if "slug" in cleaned and cleaned.get("name"):
            cleaned["slug"] = cleaned["slug"] or slug_for(cleaned["name"])
            if not cleaned["slug"]:
                self.add_error("slug", "Navnet kan ikke blive til en adresse. Skriv en selv.")
            elif cleaned["slug"] in RESERVED:
                self.add_error("slug", SLUG_TAKEN)
        return cleaned


class PolicyForm(forms.Form):
    """When tasks turn yellow: working days before the due date, for each priority."""

    warning_days_critical = forms.IntegerField(
        label="1 Obligatorisk på kritisk vej",
        min_value=0,
        max_value=MOST_WARNING_DAYS,
        error_messages=DAYS,
    )
    warning_days_mandatory = forms.IntegerField(
        label="2 Obligatorisk", min_value=0, max_value=MOST_WARNING_DAYS, error_messages=DAYS
    )
    warning_days_recommended = forms.IntegerField(
        label="3 Anbefalet", min_value=0, max_value=MOST_WARNING_DAYS, error_messages=DAYS
    )
    yellow_requires_not_started = forms.BooleanField(
        label="Kun opgaver, som ikke er påbegyndt, bliver gule",
        required=False,
        help_text="Så bliver en opgave, der er i gang, ved med at være grøn, til den er rød.",
    )

    @staticmethod
    def saying(policy: LightPolicy) -> dict[str, Any]:
        """Return what the fields say of a policy."""
        return {name: getattr(policy, name) for name in POLICY_FIELDS}

    @property
    def policy(self) -> LightPolicy:
        return LightPolicy(**{name: self.cleaned_data[name] for name in POLICY_FIELDS})

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in POLICY_FIELDS if name.startswith("warning")]


class SystemForm(forms.Form):
    """Chooses among the it-systems that the person may write programmes for."""

    it_system = forms.ChoiceField(
        label="It-system",
        error_messages={
            "required": "Vælg det it-system, som kommunerne skal indføre.",
            "invalid_choice": "Vælg et af de it-systemer, du skriver programmer til.",
        },
    )

    def offer(self, systems: QuerySet[System]) -> None:
        self.systems = {system.code: system for system in systems}
        field: Any = self.fields["it_system"]
        known = [(code, system.name) for code, system in self.systems.items()]
        field.choices = known if len(known) == 1 else [("", "Vælg"), *known]

    def clean_it_system(self) -> System:
        return self.systems[self.cleaned_data["it_system"]]


class NewProgrammeForm(NamedProgrammeForm, SystemForm, PolicyForm):
    description = description_field()
    field_order = ("name", "it_system", "slug", "description")

    def __init__(self, data: Any = None, *, systems: QuerySet[System]) -> None:
        super().__init__(data, initial=self.saying(LightPolicy()))
        self.offer(systems)


class CopyProgrammeForm(NamedProgrammeForm, SystemForm):
    """What a copy is called, and of which system it is; the rest is as in the original."""

    field_order = ("name", "it_system", "slug")

    def __init__(
        self, data: Any = None, *, programme: Programme, systems: QuerySet[System]
    ) -> None:
        super().__init__(data, initial={"it_system": programme.system.code})
        self.offer(systems)


class DescriptionForm(forms.Form):
    name = name_field()
    description = description_field()

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        said = {"name": programme.name, "description": programme.description}
        super().__init__(data, auto_id="about-%s", initial=said)


class SettingsPolicyForm(PolicyForm):
    """The policy of a programme that is there."""

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        said = self.saying(LightPolicy.of(programme))
        super().__init__(data, auto_id="lights-%s", initial=said)


def week_field(label: str) -> forms.IntegerField:
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), "Skriv en uge fra 1 til 53.")
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=53,
        error_messages={"required": "Skriv en uge fra 1 til 53.", **wrong},
    )


class BlackoutForm(forms.Form):
    """Weeks of every year; over New Year when the first is the greater."""

    name = Line(
        label="Navn",
        max_length=100,
        help_text="Fx »Jul og nytår«.",
        error_messages={"required": "Skriv, hvad pausen hedder."},
    )
    first_week = week_field("Fra uge")
    last_week = week_field("Til og med uge")

    def __init__(self, data: Any = None, *, blackout: Blackout) -> None:
        said = {name: getattr(blackout, name) for name in self.base_fields}
        super().__init__(data, initial=said)
        self.fields["last_week"].help_text = "En pause over nytår slutter i en lavere uge, fx 52–7."
