/** proofs makes what is proven of the ledger against the API: of an account as a whole, and day by day. */
export const proofs = `
ALTER TABLE accounts
  ADD COLUMN summary        text NOT NULL DEFAULT 'unknown',
  ADD COLUMN summary_detail text,
  ADD COLUMN proven_at      bigint,
  ADD COLUMN settled_to     bigint;

CREATE TABLE day_proofs (
  account       text NOT NULL,
  -- The first moment of a UTC day.
  day           bigint NOT NULL,
  read_at       bigint,
  counted_at    bigint,
  audited_at    bigint,
  outcome       text CHECK (outcome IN ('agrees', 'differs', 'drift')),
  differs_since bigint,
  difference    text,
  PRIMARY KEY (account, day)
);
`;
