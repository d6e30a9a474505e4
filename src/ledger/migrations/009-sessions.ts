/** sessions keeps who has logged in to the pages. */
export const sessions = `
CREATE TABLE sessions (
  -- SHA-256 of the cookie, and of the token that was given for it.
  id         text PRIMARY KEY,
  token      text NOT NULL,
  started_at bigint NOT NULL,
  ends_at    bigint NOT NULL
);
CREATE INDEX sessions_end ON sessions (ends_at);
`;
