"""The people of the demo. Every name is made up; every address ends in ``.example``."""

from dataclasses import dataclass

PASSWORD = "fremdrift-demo"  # noqa: S105  # of made-up people, and printed at start


@dataclass(frozen=True)
class SignIn:
    """Someone a visitor can sign in as, and what they are there to see."""

    email: str
    name: str
    is_what: str


SIGN_INS = (
    SignIn("projektleder@korsbaek.example", "Mads Skovgaard", "projektleder i Korsbæk"),
    SignIn("udfoerer@korsbaek.example", "Agnes Fjeldsted", "udfører opgaver i Korsbæk"),
    SignIn("klik@korsbaek.example", "Verner Hasselbalk", "KLIK-administrator i Korsbæk"),
    SignIn("programleder@korsbaek.example", "Ulla Brinkager", "KOMBIT-programleder i Korsbæk"),
    SignIn("konsulent@netcompany.example", "Tage Lyngholt", "konsulent hos Netcompany"),
    SignIn("konsulent@kombit.example", "Inger Vestermark", "konsulent hos KOMBIT"),
    SignIn("redaktoer@kombit.example", "Holger Sandbjerg", "redaktør hos KOMBIT"),
)
