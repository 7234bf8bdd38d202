from tasks.views.bulk import (
    bulk_change,
    change_everybody,
    change_statuses,
    move_due_dates,
    undo_bulk_change,
)
from tasks.views.calendars import calendar, my_calendar, project_calendar, task_calendar
from tasks.views.comments import comment, comments, people_to_mention, remove_comment, watch
from tasks.views.local import (
    add_local_task,
    change_local_task,
    remove_local_task,
    show_local_tasks,
)
from tasks.views.members import add_member, change_member, members, remove_member
from tasks.views.my_page import my_page
from tasks.views.project import project_detail, project_history
from tasks.views.task import task_detail, task_pdf
from tasks.views.task_changes import (
    change_dates,
    change_notes,
    change_people,
    change_status,
)
from tasks.views.task_files import add_file, remove_file, task_file
from tasks.views.task_list import task_list
from tasks.views.task_versions import task_version
from tasks.views.timeline import project_timeline

__all__ = [
    "add_file",
    "add_local_task",
    "add_member",
    "bulk_change",
    "calendar",
    "change_dates",
    "change_everybody",
    "change_local_task",
    "change_member",
    "change_notes",
    "change_people",
    "change_status",
    "change_statuses",
    "comment",
    "comments",
    "members",
    "move_due_dates",
    "my_calendar",
    "my_page",
    "people_to_mention",
    "project_calendar",
    "project_detail",
    "project_history",
    "project_timeline",
    "remove_comment",
    "remove_file",
    "remove_local_task",
    "remove_member",
    "show_local_tasks",
    "task_calendar",
    "task_detail",
    "task_file",
    "task_list",
    "task_pdf",
    "task_version",
    "undo_bulk_change",
    "watch",
]
