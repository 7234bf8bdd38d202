from django.db import migrations

# Until now whatever was published went to everyone, and a task came the day its template did.
PUBLICATIONS = """
INSERT INTO tasks_publication
  (programme_id, published_at, published_by_id, projects_reached, tasks_arrived)
SELECT template.programme_id, template.published_at, template.published_by_id,
  count(DISTINCT task.project_id), count(task.id)
FROM tasks_tasktemplate template LEFT JOIN tasks_task task ON task.template_id = template.id
WHERE template.published_at IS NOT NULL
GROUP BY template.programme_id, template.published_at, template.published_by_id;
INSERT INTO tasks_templatereceiver (programme_id, template_id, publication_id)
SELECT template.programme_id, template.id, publication.id
FROM tasks_tasktemplate template JOIN tasks_publication publication
  ON publication.programme_id = template.programme_id
  AND publication.published_at = template.published_at
  AND publication.published_by_id = template.published_by_id;
"""
TASKS = """
UPDATE tasks_task task
SET arrived_on = (template.published_at AT TIME ZONE 'Europe/Copenhagen')::date,
  completed_version = CASE WHEN task.status = 'completed' THEN 1 END
FROM tasks_tasktemplate template
WHERE template.id = task.template_id AND template.published_at IS NOT NULL;
"""
POSITIONS = """
UPDATE tasks_tasktemplate template SET position = placed.position
FROM (
  SELECT id, row_number() OVER (PARTITION BY phase_id ORDER BY id) AS position
  FROM tasks_tasktemplate
) placed
WHERE placed.id = template.id;
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_versions_and_receivers")]

    operations = [
        migrations.RunSQL(PUBLICATIONS + TASKS + POSITIONS, migrations.RunSQL.noop),
    ]
