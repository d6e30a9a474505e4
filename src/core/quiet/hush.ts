import type { Acknowledgement } from "./acknowledgement.ts";

/** Hush says what keeps an alert quiet wherever it would be told, for whoever reads of it. Moments in ms since the epoch. */
export interface Hush {
  readonly reason: "silenced" | "inhibited" | "acknowledged";
  /** The silence's id, the id of the alert that speaks for it, or who acknowledged. */
  readonly source: string;
  /** Who did it, as shown; the rule of the alert that speaks for it. */
  readonly by: string;
  readonly at: number;
  /** When it ends by itself, where that is known. */
  readonly until?: number;
  /** Who is to look after it, where that is another. */
  readonly assignee?: string;
  readonly comment?: string;
}

/** acknowledgedBy is the hush of an alert that someone has taken on. */
export function acknowledgedBy({ by, at, assignee, comment }: Acknowledgement): Hush {
  return {
    reason: "acknowledged",
    source: by,
    by,
    at,
    ...(assignee === undefined ? {} : { assignee }),
    ...(comment === undefined ? {} : { comment }),
  };
}
