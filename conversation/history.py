from conversation.models import Comment
from history.phrases import Plain
from history.sentences import Telling

# Never its words: those of one that is gone are gone.
COMMENT = Telling(
    Comment,
    came="skrev en kommentar",
    went="slettede en kommentar",
    changes={
        "edited_at": Plain("rettede en kommentar"),
        "deleted_at": Plain("slettede en kommentar"),
    },
)
