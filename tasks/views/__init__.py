from tasks.views.bulk import (
    bulk_change,
    change_everybody,
    change_statuses,
    move_due_dates,
    undo_bulk_change,
)
from tasks.views.calendars import calendar, my_calendar, project_calendar, task_calendar
from tasks.views.comments import comment, comments, people_to_mention, remove_comment, watch
from tasks.views.list_files import (
    all_tasks_csv,
    all_tasks_pdf,
    all_tasks_xlsx,
    project_tasks_csv,
    project_tasks_pdf,
    project_tasks_xlsx,
)
from tasks.views.local import (
    add_local_task,
    change_local_task,
    remove_local_task,
    show_local_tasks,
)
from tasks.views.members import add_member, change_member, members, remove_member
from tasks.views.my_page import my_page
from tasks.views.project import project_detail, project_history
from tasks.views.saved_views import change_view, delete_view, new_project_view, new_view
from tasks.views.task import task_detail, task_pdf
from tasks.views.task_changes import (
    change_dates,
    change_notes,
    change_people,
    change_status,
)
from tasks.views.task_checklist import (
    add_checklist_item,
    checklist_item,
    move_checklist_item,
    remove_checklist_item,
    tick_checklist_item,
)
from tasks.views.task_fields import (
    change_executor_in_list,
    change_responsible_in_list,
    change_status_in_list,
    move_due_date_in_list,
)
from tasks.views.task_files import add_file, remove_file, task_file
from tasks.views.task_list import task_list
from tasks.views.task_versions import task_version
from tasks.views.timeline import project_timeline

__all__ = [
    "add_checklist_item",
    "add_file",
    "add_local_task",
    "add_member",
    "all_tasks_csv",
    "all_tasks_pdf",
    "all_tasks_xlsx",
    "bulk_change",
    "calendar",
    "change_dates",
    "change_everybody",
    "change_executor_in_list",
    "change_local_task",
    "change_member",
    "change_notes",
    "change_people",
    "change_responsible_in_list",
    "change_status",
    "change_status_in_list",
    "change_statuses",
    "change_view",
    "checklist_item",
    "comment",
    "comments",
    "delete_view",
    "members",
    "move_checklist_item",
    "move_due_date_in_list",
    "move_due_dates",
    "my_calendar",
    "my_page",
    "new_project_view",
    "new_view",
    "people_to_mention",
    "project_calendar",
    "project_detail",
    "project_history",
    "project_tasks_csv",
    "project_tasks_pdf",
    "project_tasks_xlsx",
    "project_timeline",
    "remove_checklist_item",
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
    "tick_checklist_item",
    "undo_bulk_change",
    "watch",
]
