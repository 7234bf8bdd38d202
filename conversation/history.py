from conversation.models import Comment
from history.phrases import Said
from history.sentences import HistoryText
from history.sources import about, events

# Never the text, so that a deleted comment's text is gone.
COMMENT = HistoryText(
    Comment,
    came="skrev en kommentar",
    went="slettede en kommentar",
    changes={
        "edited_at": Said("rettede en kommentar"),
        "deleted_at": Said("slettede en kommentar"),
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
