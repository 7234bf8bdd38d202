"""The Danish alphabet as a stored sort key.

PostgreSQL sorts Danish only with ICU, which the embedded server lacks, so names have a key that
sorts correctly byte by byte: … z, æ, ø, å, and aa as å.
"""

import unicodedata

# "{", "|" and "}" are the three characters after "z" in every ASCII-compatible collation.
LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def danish_key(name: str) -> str:
    """Return a key whose plain string comparison gives Danish alphabetical order."""
    whole = unicodedata.normalize("NFC", name.casefold())
    lowered = whole.replace("aa", "å").translate(LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
