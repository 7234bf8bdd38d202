"""Forms for the members of a project."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User, UserQuerySet
from projects.models import ProjectMember

UNKNOWN_ROLE = {"required": "Vælg en rolle.", "invalid_choice": "Vælg en af rollerne på listen."}
# The least powerful first, as the default.
ROLES = [(role.value, role.label) for role in reversed(ProjectMember.Role)]


class AddMemberForm(forms.Form):
    """Adds one of the active colleagues who are not members yet."""

    user = forms.ChoiceField(
        label="Kollega",
        error_messages={
            "required": "Vælg en kollega.",
            "invalid_choice": "Vælg en kollega fra jeres egen kommune, som ikke er med endnu.",
        },
    )
    role = forms.ChoiceField(label="Rolle", choices=ROLES, error_messages=UNKNOWN_ROLE)

    def __init__(self, data: Any = None, *, colleagues: UserQuerySet) -> None:
        super().__init__(data, auto_id="add-%s", initial={"role": ProjectMember.Role.READER})
        self.colleagues = colleagues
        people = [(str(pk), name) for pk, name in colleagues.values_list("pk", "name")]
        field: Any = self.fields["user"]
        field.choices = [("", "Vælg"), *people]

    def clean_user(self) -> User:
        try:
            return self.colleagues.get(pk=self.cleaned_data["user"])
        except User.DoesNotExist:
            raise ValidationError("Personen kan ikke længere vælges.", code="gone") from None


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Rolle", choices=ROLES, error_messages=UNKNOWN_ROLE)

    def __init__(self, data: Any = None, *, member: ProjectMember) -> None:
        super().__init__(data, auto_id=f"member-{member.pk}-%s", initial={"role": member.role})
        self.member = member
        # The label is the name in the same row.
        self.fields["role"].widget.attrs["aria-label"] = f"Rolle for {member.user}"
