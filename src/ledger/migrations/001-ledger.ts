/** ledger makes the exact rows, their journal, and how far each account has been collected. */
export const ledger = `
CREATE TABLE accounts (
  account   text PRIMARY KEY,
  watermark bigint,
  gaps      integer NOT NULL DEFAULT 0,
  ready_at  bigint,
  -- Rows that are not retracted, kept up to date by every write: counting millions takes too long.
  rows      bigint NOT NULL DEFAULT 0
);

-- One row. Whoever writes rows locks it, so sequence numbers have no gaps and are in the order of the commits.
CREATE TABLE head (
  seq    bigint NOT NULL,
  row_no integer NOT NULL
);
INSERT INTO head (seq, row_no) VALUES (0, 0);

CREATE TABLE streams (
  row_no          integer PRIMARY KEY,
  account         text NOT NULL,
  id              text NOT NULL,
  task_id         text NOT NULL,
  task_title      text,
  member          text,
  model           text NOT NULL,
  status          text NOT NULL,
  byok            boolean NOT NULL,
  created_at      bigint NOT NULL,
  -- Durations in ms; the API does not promise whole ones.
  execution_ms    double precision,
  -- Amounts in nano-credits.
  neo_credits     bigint NOT NULL,
  llm_cost        bigint NOT NULL,
  neo_cost        bigint NOT NULL,
  steps           bigint NOT NULL,
  tool_calls      bigint NOT NULL,
  agent_triggers  bigint NOT NULL,
  llm_time_ms     double precision,
  tool_time_ms    double precision,
  step_latency_ms double precision,
  error_message   text,
  tools           jsonb NOT NULL,
  agents          jsonb NOT NULL,
  first_seen_at   bigint NOT NULL,
  finished_at     double precision NOT NULL,
  retracted_at    bigint,
  -- The id first: by an account alone the planner, while it has no statistics, would read the whole account.
  UNIQUE (id, account)
);
CREATE INDEX streams_created ON streams (created_at, row_no);

CREATE TABLE journal (
  seq     bigint PRIMARY KEY,
  account text NOT NULL,
  row_no  integer NOT NULL,
  kind    text NOT NULL CHECK (kind IN ('added', 'changed', 'retracted')),
  at      bigint NOT NULL,
  -- For changed rows: the fields that differ, as they were and as they are.
  before  jsonb,
  after   jsonb
);
`;
