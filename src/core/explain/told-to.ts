import type { ToldValue } from "../corrections/index.ts";
import type { NotificationGroup } from "../routing/index.ts";

/** Told is what one receiver was last told of an alert's value, and what edits of rows have made of that since. */
export interface Told extends Pick<ToldValue, "at" | "value" | "restated" | "edits" | "corrected"> {
  readonly receiver: string;
}

/** toldTo lists what was told of an alert, and to whom. */
export function toldTo(id: string, groups: readonly NotificationGroup[]): readonly Told[] {
  return groups.flatMap(({ receiver, told = [] }) =>
    told
      .filter((one) => one.id === id)
      .map(({ at, value, restated, edits, corrected }): Told => {
        return { receiver, at, value, restated, edits, ...(corrected && { corrected }) };
      }),
  );
}
