from workplace.views.bulk import (
    bulk_change,
    change_everybody,
    change_statuses,
    move_due_dates,
    undo_bulk_change,
)
from workplace.views.calendars import calendar, my_calendar, project_calendar, task_calendar
from workplace.views.comments import comment, comments, people_to_mention, remove_comment, watch
from workplace.views.list_files import (
    all_tasks_csv,
    all_tasks_pdf,
    all_tasks_xlsx,
    project_tasks_csv,
    project_tasks_pdf,
    project_tasks_xlsx,
)
from workplace.views.local import (
    add_local_task,
    change_local_task,
    remove_local_task,
    show_local_tasks,
)
from workplace.views.members import add_member, change_member, members, remove_member
from workplace.views.my_page import my_page
from workplace.views.project import project_detail, project_history
from workplace.views.saved_views import change_view, delete_view, new_project_view, new_view
from workplace.views.task import task_detail, task_pdf
from workplace.views.task_changes import change_dates, change_notes, change_people, change_status
from workplace.views.task_checklist import (
    add_checklist_item,
    checklist_item,
    move_checklist_item,
    remove_checklist_item,
    tick_checklist_item,
)
from workplace.views.task_fields import (
    change_executor_in_list,
    change_responsible_in_list,
    change_status_in_list,
    move_due_date_in_list,
)
from workplace.views.task_files import add_file, remove_file, task_file
from workplace.views.task_list import task_list
from workplace.views.task_versions import task_version
from workplace.views.timeline import project_timeline

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
