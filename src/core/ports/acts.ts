import type { Acknowledgement, StoredSilence } from "../quiet/index.ts";

/** Actor is who acts: a person or a program, and through what. */
export interface Actor {
  readonly name: string;
  readonly via: "slack" | "api" | "cli" | "web";
}

/** ActRecord is a line of the record of who did what, and when (ms since the epoch). */
export interface ActRecord {
  readonly at: number;
  readonly by: Actor;
  readonly act:
    | "acknowledged"
    | "unacknowledged"
    | "silenced"
    | "silence_expired"
    | "logged_in"
    | "logged_out";
  /** An alert's id or a silence's; of a log-in the visitor's name. */
  readonly target: string;
  readonly detail: string;
}

/** HeldQuiet is what people have done that keeps alerts quiet now or later. */
export interface HeldQuiet {
  /** Not yet over at the moment asked about. */
  readonly silences: readonly StoredSilence[];
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Acts keeps what people do to alerts; each change is stored together with its record. */
export interface Acts {
  held(now: number): Promise<HeldQuiet>;
  /** All silences that are kept, those that are over too, newest first. */
  silences(): Promise<readonly StoredSilence[]>;
  /** Stores a silence, or changes the one with its id. */
  putSilence(silence: StoredSilence, by: Actor): Promise<void>;
  /** Ends a silence now; false where there is none that is not over. */
  expireSilence(id: string, by: Actor, at: number): Promise<boolean>;
  /** Acknowledges firings of alerts; one that was acknowledged before is acknowledged anew. */
  acknowledge(acknowledgements: readonly Acknowledgement[], by: Actor): Promise<void>;
  /** Takes acknowledgements of alerts back. */
  unacknowledge(alertIds: readonly string[], by: Actor, at: number): Promise<void>;
  /** The newest records of a target, or of all. */
  records(limit: number, target?: string): Promise<readonly ActRecord[]>;
  /** Deletes the silences that ended before a moment. */
  forget(before: number): Promise<void>;
}
