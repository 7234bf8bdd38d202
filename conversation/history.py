from conversation.models import Comment
from history.phrases import Said
from history.sentences import HistoryText

# Never its words: those of one that is gone are gone.
COMMENT = HistoryText(
    Comment,
    came="skrev en kommentar",
    went="slettede en kommentar",
    changes={
        "edited_at": Said("rettede en kommentar"),
        "deleted_at": Said("slettede en kommentar"),
    },
)
