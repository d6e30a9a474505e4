/** quiet keeps what people do to alerts, and from whom alerts were kept. */
export const quiet = `
CREATE TABLE silences (
  id         text PRIMARY KEY,
  starts_at  bigint NOT NULL,
  ends_at    bigint NOT NULL,
  updated_at bigint NOT NULL,
  document   json NOT NULL
);
CREATE INDEX silences_end ON silences (ends_at);

-- One for each alert at most: it is of one firing.
CREATE TABLE acknowledgements (
  alert_id text PRIMARY KEY,
  at       bigint NOT NULL,
  document json NOT NULL
);

CREATE TABLE acts (
  no      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      bigint NOT NULL,
  by_name text NOT NULL,
  via     text NOT NULL,
  act     text NOT NULL,
  target  text NOT NULL,
  detail  text NOT NULL
);
CREATE INDEX acts_target ON acts (target, no);

CREATE TABLE suppressions (
  alert_id text NOT NULL,
  receiver text NOT NULL,
  since    bigint NOT NULL,
  -- Null while it lasts.
  until    bigint,
  reason   text NOT NULL,
  source   text NOT NULL,
  PRIMARY KEY (alert_id, receiver, since)
);
CREATE INDEX suppressions_open ON suppressions (alert_id) WHERE until IS NULL;
`;
