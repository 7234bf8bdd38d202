from tasks.views.my_page import my_page
from tasks.views.project import project_detail
from tasks.views.task import task_detail, task_pdf
from tasks.views.task_changes import (
    change_dates,
    change_notes,
    change_people,
    change_status,
)

__all__ = [
    "change_dates",
    "change_notes",
    "change_people",
    "change_status",
    "my_page",
    "project_detail",
    "task_detail",
    "task_pdf",
]
