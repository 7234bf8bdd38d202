-- Partners, systems, programmes, waves, phases and themes. Go-live dates lie from 300 days ago to
-- 450 days ahead, so that at any size some programmes begin, some are due and some are done. There
-- are so many systems at most: further programmes bring new versions of them.
INSERT INTO organisations_partner (id, name, cvr, is_operator)
SELECT n, CASE WHEN n = 1 THEN 'Driftspart' ELSE 'Leverandør ' || (n - 1) END, '', n = 1
FROM generate_series(1, {suppliers} + 1) n
ON CONFLICT DO NOTHING;

INSERT INTO organisations_system (id, code, name, description, supplier_id)
SELECT p, 'system-' || p, 'SYS' || p, 'Et fagsystem til målinger.', 2 + (p - 1) % {suppliers}
FROM generate_series({first}, least({last}, {systems})) p
ON CONFLICT DO NOTHING;

INSERT INTO projects_programme (
  id, name, slug, description, warning_days_critical, warning_days_mandatory,
  warning_days_recommended, yellow_requires_not_started, system_id
)
SELECT p, 'SYS' || s || ' ' || 1 + (p - 1) / {systems} || '.0', 'program-' || p,
  'Kommunerne tager SYS' || s || ' i brug.', 5, 5, 2, p % 4 = 0, s
FROM generate_series({first}, {last}) p, LATERAL (SELECT 1 + (p - 1) % {systems} AS s) system;

INSERT INTO projects_wave (id, programme_id, number, name, starts_on, go_live_on)
SELECT (p - 1) * 4 + w, p, w, 'Bølge ' || w, go_live_on - 400, go_live_on
FROM generate_series({first}, {last}) p, generate_series(1, 4) w,
  LATERAL (SELECT {today} + ((p * 97) % 540 - 300) + (w - 1) * 70 AS go_live_on) d;

INSERT INTO phases_phase (
  id, programme_id, number, name, description, position,
  starts_amount, starts_unit, ends_amount, ends_unit
)
SELECT (p - 1) * 4 + k, p, k::text,
  (ARRAY['Opstart', 'Forberedelse', 'Ibrugtagning', 'Forankring'])[k], '', k,
  (ARRAY[-15, -11, -4, 1])[k], 'month', (ARRAY[-11, -4, 1, 6])[k], 'month'
FROM generate_series({first}, {last}) p, generate_series(1, 4) k;

INSERT INTO phases_theme (id, programme_id, name, purpose, position)
SELECT (p - 1) * 7 + k, p,
  (ARRAY['Arbejdsgange', 'Infrastruktur', 'Konvertering', 'Organisation', 'Projektstyring',
    'Undervisning', 'Ydelser'])[k], '', k
FROM generate_series({first}, {last}) p, generate_series(1, 7) k;
