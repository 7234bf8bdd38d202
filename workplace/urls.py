"""The site map of projects and tasks. A project's page shows tasks, so it is served here."""

from django.urls import path

from workplace.views import (
    bulk,
    calendars,
    comments,
    list_files,
    local,
    members,
    project,
    saved_views,
    task,
    task_changes,
    task_checklist,
    task_fields,
    task_files,
    task_list,
    task_versions,
    timeline,
)

project_patterns = (
    [
        path("<int:pk>/", project.project_detail, name="detail"),
        path("<int:pk>/historik/", project.project_history, name="history"),
        path(
            "<int:pk>/opgaver.xlsx", list_files.project_tasks, {"ending": "xlsx"}, name="tasks_xlsx"
        ),
        path("<int:pk>/opgaver.csv", list_files.project_tasks, {"ending": "csv"}, name="tasks_csv"),
        path("<int:pk>/opgaver.pdf", list_files.project_tasks, {"ending": "pdf"}, name="tasks_pdf"),
        path("<int:pk>/tidslinje/", timeline.project_timeline, name="timeline"),
        path("<int:pk>/opgaver/ny/", local.add_local_task, name="add_local_task"),
        path("<int:pk>/lokale-opgaver/", local.show_local_tasks, name="local_tasks"),
        path("<int:pk>/kalender/", calendars.project_calendar, name="calendar"),
        path("<int:pk>/visninger/ny/", saved_views.new_project_view, name="new_view"),
        path("<int:pk>/medlemmer/", members.members, name="members"),
        path("<int:pk>/medlemmer/tilfoej/", members.add_member, name="add_member"),
        path("<int:pk>/medlemmer/<int:member>/rolle/", members.change_member, name="change_member"),
        path("<int:pk>/medlemmer/<int:member>/fjern/", members.remove_member, name="remove_member"),
    ],
    "projects",
)

task_patterns = (
    [
        path("", task_list.task_list, name="list"),
        path("visninger/ny/", saved_views.new_view, name="new_view"),
        path("visninger/<int:pk>/", saved_views.change_view, name="view"),
        path("visninger/<int:pk>/slet/", saved_views.delete_view, name="delete_view"),
        path("opgaver.xlsx", list_files.all_tasks, {"ending": "xlsx"}, name="xlsx"),
        path("opgaver.csv", list_files.all_tasks, {"ending": "csv"}, name="csv"),
        path("opgaver.pdf", list_files.all_tasks, {"ending": "pdf"}, name="list_pdf"),
        path("samlet/status/", bulk.change_statuses, name="change_statuses"),
        path("samlet/personer/", bulk.change_everybody, name="change_everybody"),
        path("samlet/slutdato/", bulk.move_due_dates, name="move_due_dates"),
        path("samlet/<int:pk>/", bulk.bulk_change, name="bulk_change"),
        path("samlet/<int:pk>/fortryd/", bulk.undo_bulk_change, name="undo_bulk_change"),
        path("<int:number>/", task.task_detail, name="detail"),
        path("<int:number>/pdf/", task.task_pdf, name="pdf"),
        path("<int:number>/kalender.ics", calendars.task_calendar, name="calendar"),
        path("<int:number>/versioner/<int:version>/", task_versions.task_version, name="version"),
        path("<int:number>/felt/status/", task_fields.change_status_in_list, name="status_field"),
        path(
            "<int:number>/felt/udfoerer/",
            task_fields.change_executor_in_list,
            name="executor_field",
        ),
        path(
            "<int:number>/felt/ansvarlig/",
            task_fields.change_responsible_in_list,
            name="responsible_field",
        ),
        path("<int:number>/felt/slutdato/", task_fields.move_due_date_in_list, name="due_on_field"),
        path("<int:number>/ret/", local.change_local_task, name="change_local"),
        path("<int:number>/slet/", local.remove_local_task, name="remove_local"),
        path("<int:number>/status/", task_changes.change_status, name="status"),
        path("<int:number>/personer/", task_changes.change_people, name="people"),
        path("<int:number>/datoer/", task_changes.change_dates, name="dates"),
        path("<int:number>/noter/", task_changes.change_notes, name="notes"),
        path("<int:number>/kommentarer/", comments.comments, name="comments"),
        path("<int:number>/kommentarer/<int:pk>/", comments.comment, name="comment"),
        path(
            "<int:number>/kommentarer/<int:pk>/slet/",
            comments.remove_comment,
            name="remove_comment",
        ),
        path("<int:number>/naevn/", comments.people_to_mention, name="people_to_mention"),
        path("<int:number>/foelg/", comments.watch, name="watch"),
        path("<int:number>/tjekliste/", task_checklist.add_checklist_item, name="checklist"),
        path(
            "<int:number>/tjekliste/<int:pk>/", task_checklist.checklist_item, name="checklist_item"
        ),
        path(
            "<int:number>/tjekliste/<int:pk>/gjort/",
            task_checklist.tick_checklist_item,
            name="tick_checklist_item",
        ),
        path(
            "<int:number>/tjekliste/<int:pk>/flyt/",
            task_checklist.move_checklist_item,
            name="move_checklist_item",
        ),
        path(
            "<int:number>/tjekliste/<int:pk>/fjern/",
            task_checklist.remove_checklist_item,
            name="remove_checklist_item",
        ),
        path("<int:number>/filer/", task_files.add_file, name="files"),
        path("<int:number>/filer/<int:pk>/", task_files.task_file, name="file"),
        path("<int:number>/filer/<int:pk>/fjern/", task_files.remove_file, name="remove_file"),
    ],
    "tasks",
)
