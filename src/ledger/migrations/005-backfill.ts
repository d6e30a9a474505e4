/** backfill keeps how far back an account was read, since its history is now read newest first. */
export const backfill = `
ALTER TABLE accounts
  -- Everything created from this moment on, up to the watermark, was read.
  ADD COLUMN read_from bigint,
  -- When the newest rows were first asked for: what had ended by then is history.
  ADD COLUMN followed_from bigint;

-- Where the history was read, the oldest row tells how far; the days before it, if any, are asked for once more.
UPDATE accounts SET
  read_from = coalesce((SELECT min(created_at) FROM streams s WHERE s.account = accounts.account), ready_at),
  followed_from = ready_at
WHERE ready_at IS NOT NULL;

-- A history that was half read from its old end is begun anew from the new one; its rows are there already.
UPDATE accounts SET watermark = NULL WHERE ready_at IS NULL;
`;
