/** statements keeps what was stated of each account's closed days and months, revision by revision. */
export const statements = `
CREATE TABLE statements (
  account     text NOT NULL,
  unit        text NOT NULL CHECK (unit IN ('day', 'month')),
  -- The period's first moment.
  period_from bigint NOT NULL,
  revision    integer NOT NULL,
  document    json NOT NULL,
  PRIMARY KEY (account, unit, period_from, revision)
);
`;
