from conversation.models import Comment
from history.phrases import FixedPhrase
from history.sentences import HistoryText
from history.sources import about, events

# Never the text, so that a deleted comment's text is gone.
COMMENT = HistoryText(
    Comment,
    created="skrev en kommentar",
    deleted="slettede en kommentar",
    changes={
        "edited_at": FixedPhrase("rettede en kommentar"),
        "deleted_at": FixedPhrase("slettede en kommentar"),
    },
)


SOURCES = (
    events(
        60,
        "kommentarer",
        "Kommentarer",
        COMMENT,
        about=about("task", "task_id"),
        project="task__project",
        shared_tasks=("task__shared_task",),
        task="task",
    ),
)
