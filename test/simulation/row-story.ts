import type { TeamRow } from "../../src/simulator/team/row.ts";
import type { Story } from "./story.ts";
import type { Timeline } from "./timeline.ts";
import type { World } from "./world.ts";

/** tellRows makes what becomes of the rows part of the story. */
export function tellRows(world: World, timeline: Timeline, story: Story): void {
  for (const row of [...world.rows.values()].flat()) {
    const { recost, retractedAt, visibleAt } = row;
    const text = nameOf(row);
    const created = new Date(row.createdAt).toISOString();
    if (visibleAt <= timeline.now) story.detail(`${text} created ${created} is there`);
    else timeline.at(visibleAt, () => story.detail(`${text} created ${created} shows up`));
    if (recost) timeline.at(recost.at, () => story.tell(`${text} now costs ${recost.cost}`));
    if (retractedAt !== null) timeline.at(retractedAt, () => story.tell(`${text} vanishes`));
  }
}

function nameOf({ id, member, status, cost }: TeamRow): string {
  return `row ${id} of ${member.email} (${status}, ${cost})`;
}
