import Table from "cli-table3";
import type { AccountRead, DayRead } from "../../app/index.ts";

const PLAIN = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "", "bottom-mid": "" },
  ...{ "bottom-left": "", "bottom-right": "", left: "", "left-mid": "", mid: "", "mid-mid": "" },
  ...{ right: "", "right-mid": "", middle: "  " },
};

/** rangeText is a table of what each day came to, and what is wrong below it. */
export function rangeText(accounts: readonly AccountRead[]): string {
  const table = new Table({
    head: ["account", "day", "rows", "added", "changed", "retracted", "proven"],
    chars: PLAIN,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: ["left", "left", "right", "right", "right", "right", "left"],
  });
  for (const { account, days, unread } of accounts) {
    for (const { day, rows, added, updated, retracted, unproven } of days) {
      table.push([account, day, rows, added, updated, retracted, unproven === null ? "yes" : "no"]);
    }
    for (const day of unread) table.push([account, day, "", "", "", "", "not read"]);
  }
  const lines = table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  return `${[...lines, "", ...accounts.map(conclusion)].join("\n")}\n`;
}

/** isProven tells whether all that was asked for is read and proven. */
export function isProven({ reason, unread }: AccountRead): boolean {
  return reason === "complete" && unread.length === 0;
}

/** dayLine tells of one day, while others are still read. */
export function dayLine({ account, day, rows, added, updated, retracted }: DayRead): string {
  const news = `${added} added, ${updated} changed, ${retracted} retracted`;
  return `${account} ${day}: ${rows} rows, ${news}\n`;
}

function conclusion(one: AccountRead): string {
  if (isProven(one)) return `${one.account}: the ledger has all that the API has.`;
  const left =
    one.unread.length > 0 ? ` ${one.unread.length} days were not read to their end.` : "";
  return `${one.account}: ${one.detail ?? one.reason}${left}`;
}
