-- What people say and add on the way: a comment on every second task, a file on every fifth.
INSERT INTO conversation_comment (
  municipality_id, programme_id, task_id, text, written_at, written_by_id
)
SELECT municipality_id, programme_id, id,
  'Vi venter på **' || (ARRAY['økonomiafdelingen', 'leverandøren', 'styregruppen', 'juristerne',
    'arkivet'])[1 + id % 5] || '**, som vender tilbage om sag ' || id % 9973
    || '. Referatet ligger ved opgaven, og vi tager den op på næste møde.',
  {today} - 5 + time '09:30', responsible_id
FROM tasks_task
WHERE id % 2 = 0;

INSERT INTO tasks_taskfile (
  municipality_id, programme_id, task_id, name, content_type, size, stored, uploaded_at,
  uploaded_by_id
)
SELECT municipality_id, programme_id, id,
  (ARRAY['Referat', 'Tidsplan', 'Udkast', 'Godkendelse', 'Bilag'])[1 + id % 5] || '_styregruppe_'
    || id % 9973 || '.pdf',
  'application/pdf', 24000, 'bench/' || id, {today} - 5 + time '09:30', responsible_id
FROM tasks_task
WHERE id % 5 = 0;
