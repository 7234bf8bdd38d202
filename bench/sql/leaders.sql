-- Programmes of drafts are led by those who lead each municipality's first programme.
INSERT INTO projects_projectmember (municipality_id, programme_id, project_id, user_id, role)
SELECT project.municipality_id, project.programme_id, project.id, leader.user_id, 'leader'
FROM projects_project project
JOIN projects_projectmember leader ON leader.municipality_id = project.municipality_id
  AND leader.programme_id = 1 AND leader.role = 'leader'
WHERE project.programme_id BETWEEN {first} AND {last};
