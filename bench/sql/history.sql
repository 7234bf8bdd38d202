-- Each task's publication, and one change for each that someone has begun.
INSERT INTO tasks_taskevent (
  pgh_created_at, pgh_label, pgh_context, pgh_obj_id,
  id, municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority, kind,
  status, not_relevant_reason, completed_at, completed_by_id, responsible_id, executor_id,
  starts_on, due_on, shared_starts_on, shared_due_on, due_reason, is_withdrawn
)
SELECT {today} - 400 + time '10:00', 'insert',
  jsonb_build_object('by', editor.id, 'through', 'page', 'path', '/'), task.id,
  task.id, municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority,
  kind, 'not_started', '', NULL, NULL, NULL, NULL, starts_on, shared_due_on, shared_starts_on,
  shared_due_on, '', false
FROM tasks_task task, (SELECT min(id) AS id FROM accounts_user WHERE is_editor) editor
UNION ALL
SELECT coalesce(completed_at, {today} - 3 + time '09:30'), 'update',
  jsonb_build_object('by', executor_id, 'through', 'page', 'path', '/opgaver/' || task.id || '/'),
  task.id,
  task.id, municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority,
  kind, status, not_relevant_reason, completed_at, completed_by_id, responsible_id, executor_id,
  starts_on, due_on, shared_starts_on, shared_due_on, due_reason, is_withdrawn
FROM tasks_task task
WHERE status <> 'not_started';
