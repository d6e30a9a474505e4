import type { Actor } from "./acts.ts";

/** Session is somebody who has logged in with a token; moments in ms since the epoch. */
export interface Session {
  /** SHA-256 of what the browser keeps, in hexadecimal: whoever reads the database cannot use it. */
  readonly id: string;
  /** SHA-256 of the token that was given: the session ends with it. */
  readonly token: string;
  readonly startedAt: number;
  readonly endsAt: number;
}

/** Sessions keeps who has logged in; each log-in and log-out is stored together with its record. */
export interface Sessions {
  /** Stores a new session, and forgets those that are over. */
  open(session: Session, by: Actor): Promise<void>;
  /** The session with this id that is not over; null where there is none. */
  find(id: string, now: number): Promise<Session | null>;
  /** Ends a session now. */
  close(id: string, by: Actor, at: number): Promise<void>;
}
