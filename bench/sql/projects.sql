-- One project for each municipality and programme; every fifth has a go-live date of its own.
INSERT INTO projects_project (id, programme_id, municipality_id, wave_id, go_live_on)
SELECT (p - 1) * {municipalities} + m, p, m, w.id,
  CASE WHEN (p + m) % 5 = 0 THEN w.go_live_on + 14 END
FROM generate_series({first}, {last}) p
CROSS JOIN generate_series(1, {municipalities}) m
JOIN projects_wave w ON w.id = (p - 1) * 4 + 1 + m % 4;
