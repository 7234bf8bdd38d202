from tasks.views.my_page import my_page
from tasks.views.project import project_detail
from tasks.views.task import task_detail, task_pdf
from tasks.views.task_changes import (
    change_dates,
    change_notes,
    change_people,
    change_status,
)
from tasks.views.task_files import add_file, remove_file, task_file

__all__ = [
    "add_file",
    "change_dates",
    "change_notes",
    "change_people",
    "change_status",
    "my_page",
    "project_detail",
    "remove_file",
    "task_detail",
    "task_file",
    "task_pdf",
]
