/** views makes what lists are read by: streams by member and by cost, edits by row, alerts by when they changed, messages by alert. */
export const views = `
CREATE INDEX streams_member ON streams (member, created_at, row_no);
CREATE INDEX streams_cost ON streams ((neo_credits + neo_cost), row_no);
-- Rows that were edited are few.
CREATE INDEX journal_edits ON journal (row_no, seq) WHERE kind <> 'added';
CREATE INDEX alerts_updated ON alerts (updated_at, id);
CREATE INDEX outbox_failed ON outbox (no) WHERE status = 'failed';

CREATE TABLE outbox_alerts (
  alert_id  text NOT NULL,
  outbox_no bigint NOT NULL REFERENCES outbox (no) ON DELETE CASCADE,
  PRIMARY KEY (alert_id, outbox_no)
);
CREATE INDEX outbox_alerts_no ON outbox_alerts (outbox_no);
INSERT INTO outbox_alerts (alert_id, outbox_no)
  SELECT DISTINCT a.value ->> 'id', o.no
  FROM outbox o, json_array_elements(o.message -> 'firing') a
  UNION
  SELECT DISTINCT a.value ->> 'id', o.no
  FROM outbox o, json_array_elements(o.message -> 'resolved') a;
`;
