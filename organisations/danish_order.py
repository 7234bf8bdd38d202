"""Danish alphabetical order computed by the database, for columns without a stored key."""

from typing import Any

from django.db.models import CharField, Func, Value
from django.db.models.functions import Collate, Lower, Replace

# As organisations.alphabet.danish_key: æ, ø and å after z; letters with accents as without.
LETTERS = {
    **dict.fromkeys("æÆäÄ", "{"),
    **dict.fromkeys("øØöÖ", "|"),
    **dict.fromkeys("åÅ", "}"),
    **dict.fromkeys("éÉèÈêÊëË", "e"),
    **dict.fromkeys("áÁàÀâÂãÃ", "a"),
    **dict.fromkeys("óÓòÒôÔõÕ", "o"),
    **dict.fromkeys("úÚùÙûÛüÜ", "u"),
    **dict.fromkeys("íÍìÌîÎïÏ", "i"),
    **dict.fromkeys("çÇ", "c"),
    **dict.fromkeys("ñÑ", "n"),
}


class DanishOrder(Func):
    """``danish_key`` of a text, for the letters that European languages write."""

    function = "translate"
    output_field = CharField()

    def __init__(self, text: Any) -> None:
        lowered = Replace(Lower(text), Value("aa"), Value("å"))
        letters, order = "".join(LETTERS), "".join(LETTERS.values())
        super().__init__(Collate(lowered, "C"), Value(letters), Value(order))
