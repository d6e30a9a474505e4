/** outbox makes the messages to be sent, in order for each lane, and where earlier ones went. */
export const outbox = `
CREATE TABLE outbox (
  no             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key            text NOT NULL UNIQUE,
  lane           text NOT NULL,
  group_key      text NOT NULL,
  incident       bigint NOT NULL,
  message        json NOT NULL,
  created_at     bigint NOT NULL,
  status         text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'sent', 'failed')),
  due_at         bigint NOT NULL,
  attempts       integer NOT NULL DEFAULT 0,
  first_tried_at bigint,
  owner          text,
  lease_until    bigint,
  unsure         boolean NOT NULL DEFAULT false,
  reason         text,
  detail         text,
  ended_at       bigint
);
CREATE INDEX outbox_unsent ON outbox (lane, no) WHERE status IN ('pending', 'sending');

CREATE TABLE threads (
  group_key text NOT NULL,
  incident  bigint NOT NULL,
  lane      text NOT NULL,
  ref       json NOT NULL,
  PRIMARY KEY (group_key, incident, lane)
);
`;
