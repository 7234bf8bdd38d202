-- Every published shared task in every project. What is done follows the due date and how well
-- the project keeps up: about one municipality in seven is behind.
INSERT INTO tasks_task (
  id, municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority, kind,
  status, not_relevant_reason, completed_at, completed_by_id, responsible_id, executor_id,
  starts_on, due_on, shared_starts_on, shared_due_on, due_reason,
  light, light_since, light_changes_on, light_told_on, warns_on, revision,
  is_withdrawn, arrived_on, arrived_version, completed_version
)
WITH facts AS (
  SELECT (project.id - 1) * {tasks} + shared_task.id - (project.programme_id - 1) * {tasks} AS id,
    project.municipality_id, project.programme_id, project.id AS project_id,
    shared_task.id AS shared_task_id, shared_task.phase_id, shared_task.theme_id, shared_task.priority,
    shared_task.kind, programme.yellow_requires_not_started,
    coalesce(project.go_live_on, wave.go_live_on) + shared_task.start_amount AS starts_on,
    coalesce(project.go_live_on, wave.go_live_on) + shared_task.due_amount AS shared_due_on,
    -- 0 to 999, spread evenly and the same every time
    (project.municipality_id * 7919 + shared_task.id * 104729) % 1000 AS chance,
    CASE WHEN project.municipality_id % 7 = 3 THEN 120 ELSE 0 END AS behind,
    person.leader, person.leader + 1 + shared_task.id % {executors} AS executor
  FROM projects_project project
  JOIN projects_programme programme ON programme.id = project.programme_id
  JOIN projects_wave wave ON wave.id = project.wave_id
  JOIN shared_tasks_sharedtask shared_task ON shared_task.programme_id = project.programme_id
  JOIN LATERAL (
    SELECT member.user_id AS leader FROM projects_projectmember member
    WHERE member.project_id = project.id AND member.role = 'leader'
  ) person ON true
), planned AS (
  SELECT facts.*,
    -- One in twenty has agreed on two weeks more.
    shared_due_on + CASE WHEN chance % 20 = 7 THEN 14 ELSE 0 END AS due_on,
    shared_due_on - {today} AS days_left
  FROM facts
), decided AS (
  SELECT planned.*,
    CASE
      WHEN days_left < 0 THEN CASE
        WHEN chance < 900 - behind THEN 'completed'
        WHEN chance < 950 - behind THEN 'not_relevant'
        WHEN chance < 980 THEN 'in_progress'
        ELSE 'not_started' END
      WHEN days_left < 30 THEN CASE
        WHEN chance < 400 THEN 'completed' WHEN chance < 750 THEN 'in_progress'
        ELSE 'not_started' END
      WHEN days_left < 150 THEN CASE
        WHEN chance < 60 THEN 'completed' WHEN chance < 250 THEN 'in_progress'
        ELSE 'not_started' END
      ELSE 'not_started'
    END AS status
  FROM planned
), warned AS (
  SELECT decided.*,
    CASE
      WHEN status IN ('completed', 'not_relevant') THEN NULL
      WHEN yellow_requires_not_started AND status <> 'not_started' THEN NULL
      ELSE warning.warns_on
    END AS warns_on
  FROM decided
  JOIN bench_warning warning USING (due_on, priority)
), lit AS (
  SELECT warned.*,
    CASE
      WHEN status IN ('completed', 'not_relevant') THEN 1
      WHEN due_on < {today} THEN 3
      WHEN warns_on <= {today} THEN 2
      ELSE 1
    END AS light
  FROM warned
)
SELECT id, municipality_id, programme_id, project_id, shared_task_id, phase_id, theme_id, priority,
  kind, status, CASE WHEN status = 'not_relevant' THEN 'Det gør vi på en anden måde.' ELSE '' END,
  CASE WHEN status = 'completed'
    THEN (least(due_on, {today} - 1) - (chance % 20)::int) + time '09:30' END,
  CASE WHEN status = 'completed' THEN executor END,
  leader, CASE WHEN status <> 'not_started' OR chance % 6 <> 0 THEN executor END,
  starts_on, due_on, starts_on, shared_due_on,
  CASE WHEN due_on <> shared_due_on THEN 'Aftalt lokalt på grund af ferie.' ELSE '' END,
  light,
  CASE light WHEN 3 THEN due_on + 1 WHEN 2 THEN warns_on ELSE {today} - 60 END,
  CASE
    WHEN status IN ('completed', 'not_relevant') OR due_on < {today} THEN NULL
    WHEN warns_on > {today} THEN warns_on
    ELSE due_on + 1
  END,
  CASE WHEN light >= 2 THEN {today} - 1 END,
  warns_on, 1, false, {today} - 400, 1, CASE WHEN status = 'completed' THEN 1 END
FROM lit
ORDER BY id;

-- One task in ten has internal notes.
INSERT INTO tasks_internalnotes (task_id, municipality_id, programme_id, text, revision)
SELECT id, municipality_id, programme_id, 'Husk at spørge økonomi, før vi går videre.', 1
FROM tasks_task
WHERE (municipality_id * 7919 + shared_task_id * 104729) % 10 = 3;
