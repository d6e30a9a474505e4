import type { Alert } from "../alerts/index.ts";
import type { Span } from "../engine/finding.ts";
import { laneOf } from "../rules/step-label.ts";
import type { EditCounts } from "./edit-counts.ts";

/** ToldValue is what a receiver was last told of one alert, and what edits of rows have made of that since. */
export interface ToldValue {
  /** The alert's id. */
  readonly id: string;
  /** In the metric's unit. */
  readonly value: number;
  /** How many streams the value rested on. */
  readonly streams: number;
  /** The window that it was told of, to the moment it was told. */
  readonly window: Span;
  readonly at: number;
  /** The highest row number known then: rows above it were no part of the value. */
  readonly newestRow: number;
  /** Since when edits have touched it, ms since the epoch; null while none has. */
  readonly editedAt: number | null;
  /** What the edits make of the value: the same window's, as its rows are now. */
  readonly restated: number;
  /** How many streams the edits added to those it rested on, less those they took away. */
  readonly streamsEdited: number;
  readonly edits: EditCounts | null;
  /** What had been told before, where this value corrected it. */
  readonly corrected?: { readonly value: number; readonly at: number };
}

/** isCorrectable tells whether an alert's value is a metric of the rows in its window, which edits of these restate. */
export function isCorrectable({
  kind,
  ref,
  closed,
}: Pick<Alert, "kind" | "ref" | "closed">): boolean {
  const measured =
    kind === "budget" || kind === "threshold" || kind === "spike" || kind === "anomaly";
  return measured && !closed && laneOf(ref.step) === "spent";
}

/** tellValue begins to keep what is told of an alert now; `before` is what was told of it last. */
export function tellValue(
  alert: Pick<Alert, "id" | "value" | "streams" | "window">,
  at: number,
  newestRow: number,
  corrects: ToldValue | null,
): ToldValue {
  const { id, value, streams, window } = alert;
  return {
    ...{ id, value, streams, window, at, newestRow },
    ...{ editedAt: null, restated: value, streamsEdited: 0, edits: null },
    ...(corrects && { corrected: { value: corrects.value, at: corrects.at } }),
  };
}
