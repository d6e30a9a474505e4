import type { Doubt, Doubtful } from "./doubt.ts";

/** strangers finds cost centres without a single member that the ledger knows. */
export function strangers({ settings, ledger }: Doubtful): Doubt[] {
  const members = ledger?.members ?? [];
  // An empty ledger knows nobody yet, which says nothing of the cost centres.
  if (members.length === 0) return [];
  return settings.groups.flatMap(({ name, members: patterns }): Doubt[] => {
    const some = members.some(({ member }) => patterns.some((one) => one.matches(member)));
    if (some) return [];
    return [
      {
        path: ["groups", name],
        message: `Nobody in the ledger belongs to cost centre "${name}": none of its ${members.length} members matches`,
      },
    ];
  });
}
