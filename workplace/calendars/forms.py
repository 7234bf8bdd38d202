from django import forms


class CalendarForm(forms.Form):
    """What is to become of a calendar address; the page's buttons say it."""

    do = forms.ChoiceField(
        choices=[(one, one) for one in ("make", "renew", "stop", "stop_all")],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Formularen er ikke hel. Genindlæs siden, og prøv igen."
        ),
    )
