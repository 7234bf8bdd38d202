"""The site map of projects and tasks. A project's page shows tasks, so it is served here."""

from django.urls import path

from workplace import views

project_patterns = (
    [
        path("<int:pk>/", views.project_detail, name="detail"),
        path("<int:pk>/historik/", views.project_history, name="history"),
        path("<int:pk>/opgaver.xlsx", views.project_tasks_xlsx, name="tasks_xlsx"),
        path("<int:pk>/opgaver.csv", views.project_tasks_csv, name="tasks_csv"),
        path("<int:pk>/opgaver.pdf", views.project_tasks_pdf, name="tasks_pdf"),
        path("<int:pk>/tidslinje/", views.project_timeline, name="timeline"),
        path("<int:pk>/opgaver/ny/", views.add_local_task, name="add_local_task"),
        path("<int:pk>/lokale-opgaver/", views.show_local_tasks, name="local_tasks"),
        path("<int:pk>/kalender/", views.project_calendar, name="calendar"),
        path("<int:pk>/visninger/ny/", views.new_project_view, name="new_view"),
        path("<int:pk>/medlemmer/", views.members, name="members"),
        path("<int:pk>/medlemmer/tilfoej/", views.add_member, name="add_member"),
        path("<int:pk>/medlemmer/<int:member>/rolle/", views.change_member, name="change_member"),
        path("<int:pk>/medlemmer/<int:member>/fjern/", views.remove_member, name="remove_member"),
    ],
    "projects",
)

task_patterns = (
    [
        path("", views.task_list, name="list"),
        path("visninger/ny/", views.new_view, name="new_view"),
        path("visninger/<int:pk>/", views.change_view, name="view"),
        path("visninger/<int:pk>/slet/", views.delete_view, name="delete_view"),
        path("opgaver.xlsx", views.all_tasks_xlsx, name="xlsx"),
        path("opgaver.csv", views.all_tasks_csv, name="csv"),
        path("opgaver.pdf", views.all_tasks_pdf, name="list_pdf"),
        path("samlet/status/", views.change_statuses, name="change_statuses"),
        path("samlet/personer/", views.change_everybody, name="change_everybody"),
        path("samlet/slutdato/", views.move_due_dates, name="move_due_dates"),
        path("samlet/<int:pk>/", views.bulk_change, name="bulk_change"),
        path("samlet/<int:pk>/fortryd/", views.undo_bulk_change, name="undo_bulk_change"),
        path("<int:number>/", views.task_detail, name="detail"),
        path("<int:number>/pdf/", views.task_pdf, name="pdf"),
        path("<int:number>/kalender.ics", views.task_calendar, name="calendar"),
        path("<int:number>/versioner/<int:version>/", views.task_version, name="version"),
        path("<int:number>/felt/status/", views.change_status_in_list, name="status_field"),
        path("<int:number>/felt/udfoerer/", views.change_executor_in_list, name="executor_field"),
        path(
            "<int:number>/felt/ansvarlig/",
            views.change_responsible_in_list,
            name="responsible_field",
        ),
        path("<int:number>/felt/slutdato/", views.move_due_date_in_list, name="due_on_field"),
        path("<int:number>/ret/", views.change_local_task, name="change_local"),
        path("<int:number>/slet/", views.remove_local_task, name="remove_local"),
        path("<int:number>/status/", views.change_status, name="status"),
        path("<int:number>/personer/", views.change_people, name="people"),
        path("<int:number>/datoer/", views.change_dates, name="dates"),
        path("<int:number>/noter/", views.change_notes, name="notes"),
        path("<int:number>/kommentarer/", views.comments, name="comments"),
        path("<int:number>/kommentarer/<int:pk>/", views.comment, name="comment"),
        path(
            "<int:number>/kommentarer/<int:pk>/slet/", views.remove_comment, name="remove_comment"
        ),
        path("<int:number>/naevn/", views.people_to_mention, name="people_to_mention"),
        path("<int:number>/foelg/", views.watch, name="watch"),
        path("<int:number>/tjekliste/", views.add_checklist_item, name="checklist"),
        path("<int:number>/tjekliste/<int:pk>/", views.checklist_item, name="checklist_item"),
        path(
            "<int:number>/tjekliste/<int:pk>/gjort/",
            views.tick_checklist_item,
            name="tick_checklist_item",
        ),
        path(
            "<int:number>/tjekliste/<int:pk>/flyt/",
            views.move_checklist_item,
            name="move_checklist_item",
        ),
        path(
            "<int:number>/tjekliste/<int:pk>/fjern/",
            views.remove_checklist_item,
            name="remove_checklist_item",
        ),
        path("<int:number>/filer/", views.add_file, name="files"),
        path("<int:number>/filer/<int:pk>/", views.task_file, name="file"),
        path("<int:number>/filer/<int:pk>/fjern/", views.remove_file, name="remove_file"),
    ],
    "tasks",
)
