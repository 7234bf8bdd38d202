-- Shared tasks with briefs as long as real ones, each due so many days before or after go-live.
INSERT INTO shared_tasks_sharedtask (
  id, programme_id, code, title, phase_id, theme_id, priority, kind, goal, description, method,
  result, quality_criteria, source, recommended_responsible_id, recommended_executor_id,
  start_anchor, start_amount, start_unit, due_anchor, due_amount, due_unit,
  published_at, published_by_id, position, version, notable_version, revision
)
SELECT (p - 1) * {tasks} + t, p, 'Opgave ' || t,
  'Få styr på ' || (ARRAY['arbejdsgangene', 'infrastrukturen', 'konverteringen', 'organisationen',
    'projektet', 'undervisningen', 'ydelserne'])[1 + t % 7] || ' i kommunen, trin ' || t,
  (p - 1) * 4 + 1 + (t - 1) * 4 / {tasks}, (p - 1) * 7 + 1 + t % 7,
  CASE WHEN t % 5 = 0 THEN 1 WHEN t % 4 = 0 THEN 3 ELSE 2 END,
  CASE WHEN t % 15 = 0 THEN 'milestone' WHEN t % 10 = 0 THEN 'checkpoint' ELSE 'task' END,
  repeat('Kommunen ved, hvad der skal ske, og hvem der gør det. ', 4),
  repeat('Opgaven er at **gennemgå** det, kommunen gør i dag, og beslutte, hvad der ændres. ', 6)
    || words.different,
  repeat(E'1. Hold et møde.\n2. Skriv ned, hvad I blev enige om.\n3. Få det godkendt.\n\n', 12),
  repeat('Et dokument på to sider, som ledelsen har godkendt. ', 4),
  E'- Alle har læst det.\n- Ingen er i tvivl.\n', 'Håndbog ' || t,
  system_role.responsible, system_role.executor,
  'go_live', t * 9 - 450, 'day', 'go_live', t * 9 - 420, 'day',
  CASE WHEN NOT {drafts} THEN {today} - 400 + time '10:00' END, CASE WHEN NOT {drafts} THEN editor.id END,
  t, 1, 1, 1
FROM generate_series({first}, {last}) p, generate_series(1, {tasks}) t,
  (SELECT min(id) AS responsible, max(id) AS executor FROM roles_role WHERE scope = 'system')
    system_role,
  (SELECT min(id) AS id FROM accounts_user WHERE is_editor) editor,
  -- Real briefs have some hundred different words, and each has its own.
  LATERAL (
    SELECT string_agg(first || last, ' ' ORDER BY first, last) AS different
    FROM unnest(ARRAY['bruger', 'drifts', 'data', 'leder', 'økonomi', 'borger', 'sags', 'kontrakt',
      'test', 'uddannelses', 'sikkerheds', 'system']) WITH ORDINALITY head (first, h),
      unnest(ARRAY['aftale', 'plan', 'møde', 'adgang', 'vejledning', 'proces', 'ansvar', 'referat',
      'rapport', 'kursus', 'overblik', 'frist']) WITH ORDINALITY tail (last, l)
    WHERE (h * 31 + l * 17 + t * 7 + p * 13) % 3 > 0
  ) words;

INSERT INTO shared_tasks_sharedtask_involved_roles (sharedtask_id, role_id)
SELECT (p - 1) * {tasks} + t, role.id
FROM generate_series({first}, {last}) p, generate_series(1, {tasks}) t
JOIN roles_role role ON role.id % 12 = t % 12;

INSERT INTO shared_tasks_sharedtaskattachment (shared_task_id, kind, title, url)
SELECT (p - 1) * {tasks} + t, 'guide', 'Vejledning ' || t, 'https://bilag.example/' || t
FROM generate_series({first}, {last}) p, generate_series(1, {tasks}) t;

INSERT INTO shared_tasks_sharedtasklink (programme_id, shared_task_id, other_id, kind)
SELECT p, (p - 1) * {tasks} + t, (p - 1) * {tasks} + t - 1, 'prerequisite'
FROM generate_series({first}, {last}) p, generate_series(2, {tasks}) t;

-- What is published went to everyone, at once.
INSERT INTO shared_tasks_publication (
  id, programme_id, published_at, published_by_id, projects_reached, tasks_arrived
)
SELECT p, p, {today} - 400 + time '10:00', editor.id, {municipalities}, {municipalities} * {tasks}
FROM generate_series({first}, {last}) p,
  (SELECT min(id) AS id FROM accounts_user WHERE is_editor) editor
WHERE NOT {drafts};

INSERT INTO shared_tasks_sharedtaskreceiver (programme_id, shared_task_id, publication_id)
SELECT p, (p - 1) * {tasks} + t, p
FROM generate_series({first}, {last}) p, generate_series(1, {tasks}) t
WHERE NOT {drafts};
