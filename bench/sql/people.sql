-- In each municipality: a programleder (1), a KLIK-administrator (2), an owner for each four
-- programmes, and for each two a leader and executors. The two programmes of pair k are 2k - 1
-- and 2k. Then the partners' consultants.
CREATE TEMP TABLE bench_person ON COMMIT DROP AS
SELECT (m - 1) * per.number + local AS id, m AS municipality_id, local,
  CASE WHEN local > 2 + {owners} THEN (local - 3 - {owners}) / ({executors} + 1) + 1 END AS pair,
  CASE WHEN local > 2 + {owners} THEN (local - 3 - {owners}) % ({executors} + 1) END AS place
FROM (SELECT 2 + {owners} + {pairs} * ({executors} + 1) AS number) per,
  generate_series(1, {municipalities}) m, generate_series(1, per.number) local;

INSERT INTO accounts_user (
  id, password, email, name, sort_key, is_active, is_klik_administrator, reads_all_projects,
  is_editor, is_administrator, second_factor_due_on, municipality_id
)
SELECT id, '!', 'person' || id || '@kommune.example', n.name, n.sort_key, true, local = 2,
  local = 1, false, false, '2099-01-01', municipality_id
FROM bench_person JOIN bench_name n ON n.n = bench_person.id % {names};

INSERT INTO accounts_user (
  id, password, email, name, sort_key, is_active, is_klik_administrator, reads_all_projects,
  is_editor, is_administrator, second_factor_due_on, partner_id
)
SELECT top.id + (partner - 1) * {consultants} + k, '!',
  'konsulent' || k || '@part' || partner || '.example', n.name, n.sort_key, true, false, false,
  k = 1, false, '2099-01-01', partner
FROM (SELECT max(id) AS id FROM bench_person) top, generate_series(1, {suppliers} + 1) partner,
  generate_series(1, {consultants}) k
JOIN bench_name n ON n.n = k;

INSERT INTO account_emailaddress (user_id, email, verified, "primary")
SELECT id, email, true, true FROM accounts_user;

-- In each project: a leader, an owner, contributors (half of the executors) and a reader.
INSERT INTO projects_projectmember (municipality_id, programme_id, project_id, user_id, role)
SELECT project.municipality_id, project.programme_id, project.id, person.id,
  CASE
    WHEN person.place = 0 THEN 'leader'
    WHEN person.pair IS NOT NULL THEN 'contributor'
    WHEN person.local = 2 THEN 'reader'
    ELSE 'owner'
  END
FROM projects_project project
JOIN bench_person person ON person.municipality_id = project.municipality_id AND (
  (person.pair = (project.programme_id + 1) / 2 AND person.place <= {executors} / 2)
  OR person.local = 2
  OR (person.pair IS NULL AND person.local = 3 + (project.programme_id - 1) / 4)
);

-- Two of three system roles and most cross-cutting ones are held by someone.
INSERT INTO roles_roleassignment (
  municipality_id, role_id, scope, system_id, user_id, is_primary, confirmed_on
)
SELECT person.municipality_id, role.id, role.scope, p, person.id, role.exactly_one_primary,
  {today} - ((role.id * 11 + p) % 400)::int
FROM roles_role role
JOIN generate_series(1, least({last}, {systems})) p ON role.scope = 'system' AND (role.id + p) % 3 <> 0
JOIN bench_person person ON person.pair = (p + 1) / 2 AND person.place = role.id % ({executors} + 1)
UNION ALL
SELECT person.municipality_id, role.id, role.scope, NULL, person.id, role.exactly_one_primary,
  {today} - ((role.id * 11) % 400)::int
FROM roles_role role
JOIN bench_person person ON person.local = 1 + role.id % (2 + {owners})
WHERE role.scope = 'cross' AND role.id % 5 <> 0;
