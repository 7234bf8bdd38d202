"""Rules for passwords: Django's with texts that fit beside the field, and one of ours."""

import re
from typing import Any

from django.contrib.auth import password_validation
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError

from accounts.models import User

# Common parts of passwords in Denmark.
COMMON_WORDS = (
    "fremdrift", "kommune", "kombit", "adgangskode", "kodeord", "password", "velkommen", "login",
    "januar", "februar", "marts", "april", "juni", "juli", "august", "september", "oktober",
    "november", "december", "sommer", "vinter", "efteraar", "foraar", "qwertyuiop", "asdfghjkl",
)  # fmt: skip
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})
LEAST_LEFT = 6


class LongEnough(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Adgangskoden er for kort. Brug mindst {self.min_length} tegn, fx fire ord."

    def get_help_text(self) -> str:
        return f"Mindst {self.min_length} tegn. Fire ord, der ikke hører sammen, er godt."


class NotCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Adgangskoden er en af dem, som mange bruger. Find på en anden."

    def get_help_text(self) -> str:
        return "Ikke en, som mange bruger."


class NotTheirOwnName(password_validation.UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Adgangskoden ligner dit navn eller din e-mail for meget. Find på en anden."

    def get_help_text(self) -> str:
        return "Ikke dit navn, din e-mail eller din kommune."


class NotGuessable:
    """Refuses passwords that are little more than the workplace's name, common words and digits."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when too little is left without the words others would try."""
        plain = without_accents(password)
        rest = plain
        for word in (*words_of_place(user), *COMMON_WORDS):
            rest = rest.replace(word, "")
        # A word and a year is guessed soon; »sommerfugl paa cykel« is not.
        rest = re.sub(r"[^a-z]", "", rest) if rest != plain else rest
        if min(len(set(plain)), len(rest)) < LEAST_LEFT or plain.isdigit():
            raise ValidationError(
                "Adgangskoden er let at gætte: den er næsten kun jeres navn, et hverdagsord eller "
                "gentagelser. Find på en anden.",
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return "Ikke kun et hverdagsord med tal efter."


def words_of_place(user: Any) -> list[str]:
    """Return the words of four letters or more in the name of the person's workplace."""
    place = getattr(user, "municipality", None) or getattr(user, "partner", None)
    words = re.split(r"[^a-z0-9]+", without_accents(place.name)) if place else []
    return [word for word in words if len(word) >= 4]


def without_accents(text: str) -> str:
    return text.casefold().translate(LETTERS)


class ResetTokens(PasswordResetTokenGenerator):
    """Links to choose a password: invalid once used, and when the address or access changes."""

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"
