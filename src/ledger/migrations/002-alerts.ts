/** alerts makes alert states with their history, notification groups, and where evaluation stands. */
export const alerts = `
-- One row. Its version refuses an evaluation that started from an older state.
CREATE TABLE evaluation (
  version bigint NOT NULL,
  tick    bigint,
  seq     bigint NOT NULL
);
INSERT INTO evaluation (version, tick, seq) VALUES (0, NULL, 0);

-- Accounts, and rules of accounts, that were evaluated before.
CREATE TABLE baselined (key text PRIMARY KEY);

CREATE TABLE alerts (
  id         text PRIMARY KEY,
  status     text NOT NULL,
  kind       text NOT NULL,
  updated_at bigint NOT NULL,
  document   json NOT NULL
);
CREATE INDEX alerts_active ON alerts (id) WHERE status <> 'inactive';

CREATE TABLE transitions (
  no          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  alert_id    text NOT NULL,
  at          bigint NOT NULL,
  from_status text NOT NULL,
  to_status   text NOT NULL,
  reason      text NOT NULL,
  value       double precision NOT NULL,
  bound       double precision NOT NULL
);
CREATE INDEX transitions_alert ON transitions (alert_id, no);

CREATE TABLE groups (
  key      text PRIMARY KEY,
  due_at   bigint,
  document json NOT NULL
);

CREATE TABLE conditions (
  kind    text NOT NULL,
  subject text NOT NULL,
  advice  text NOT NULL,
  since   bigint NOT NULL,
  PRIMARY KEY (kind, subject)
);
`;
