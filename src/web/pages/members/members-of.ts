import type { Line } from "../rules/group-table.tsx";
import type { Standings } from "../rules/standings.ts";

/** MemberLine is a member, with how they stand to each rule that tells members apart, the nearest limit first. */
export interface MemberLine {
  readonly name: string;
  readonly nearest: Line;
  readonly lines: readonly Line[];
}

/** membersOf lists everybody whom a rule tells apart, who is nearest to a limit first. */
export function membersOf({ rules }: Standings): readonly MemberLine[] {
  const members = new Map<string, Line[]>();
  for (const of of rules) {
    for (const standing of of.groups) {
      const name = standing.group["member"];
      if (name === undefined) continue;
      const known = members.get(name);
      if (known) known.push({ of, standing });
      else members.set(name, [{ of, standing }]);
    }
  }
  const near = ({ standing }: Line) => standing.nearness;
  return [...members]
    .map(([name, lines]): MemberLine => {
      const sorted = lines.sort((a, b) => near(b) - near(a));
      return { name, nearest: sorted[0] as Line, lines: sorted };
    })
    .sort((a, b) => near(b.nearest) - near(a.nearest) || (a.name < b.name ? -1 : 1));
}
