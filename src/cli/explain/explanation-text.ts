import Table from "cli-table3";
import type {
  AccountStanding,
  Explanation,
  GroupExplanation,
  StateExplanation,
} from "../../core/explain/index.ts";
import {
  bareQuantity,
  coverageText,
  plural,
  reasonText,
  roundQuantity,
  timeText,
} from "../../core/message/index.ts";
import { oneLine } from "../../core/one-line.ts";
import { isHappening } from "../../core/rules/index.ts";
import { groupText, headroomText } from "./group-text.ts";

/** Groups that are told in full; the table has the others. */
const IN_FULL = 3;

/** explanationText prints an explanation for a terminal: the groups in a table, the nearest of them in full, then the rule's past. */
export function explanationText(explanation: Explanation): string {
  const { rule, kind, at, timezone, groups, more } = explanation;
  const parts = [`${rule} (${kind}), as it is on ${timeText(at, timezone)}`];
  if (groups.length > 1) parts.push(overview(groups));
  if (groups.length === 0) parts.push(nobody(kind));
  if (more > 0) {
    parts.push(
      `${plural(more, "more group")} ${more === 1 ? "is" : "are"} further from the limit; --top shows more of them, --member and its like one.`,
    );
  }
  for (const group of groups.slice(0, IN_FULL)) parts.push(groupText(group, explanation));
  if (groups.length > IN_FULL)
    parts.push(`The nearest ${IN_FULL} in full; ask for another with --member and its like.`);
  parts.push(pastText(explanation), standingText(explanation));
  return `${parts.join("\n\n")}\n`;
}

function nobody(kind: Explanation["kind"]): string {
  return isHappening(kind)
    ? "It tells of single happenings: there is no value that nears a limit."
    : "No group matches that has had a stream for as long as the rules look back.";
}

function overview(groups: readonly GroupExplanation[]): string {
  const table = new Table({
    head: ["Who", "Value", "Limit", "Left", "State"],
    colAligns: ["left", "right", "right", "right", "left"],
    style: { head: [], border: [], compact: true },
  });
  for (const group of groups) {
    const { who, value, unit, limit, states } = group;
    table.push([
      oneLine(who),
      bareQuantity(value, unit),
      roundQuantity(limit.value, limit.unit),
      headroomText(group),
      stateText(states),
    ]);
  }
  return table.toString();
}

function stateText(states: readonly StateExplanation[]): string {
  const speaking = states.filter(({ status }) => status === "firing" || status === "pending");
  if (speaking.length > 0) {
    return speaking.map(({ step, status }) => (step ? `${step} ${status}` : status)).join(", ");
  }
  const [silent] = states.flatMap((state) => (state.silent === null ? [] : [state.silent]));
  return silent === undefined ? "quiet" : `silent: ${silent}`;
}

function pastText({ fired, timezone, kind }: Explanation): string {
  if (fired.length === 0) return "It has never fired.";
  const lines = fired.map(({ at, who, step, window, reason }) => {
    const which = isHappening(kind) ? window : step;
    const what = which === "" ? who : `${who}, ${which}`;
    return `  ${timeText(at, timezone)}  ${oneLine(what)}: ${reasonText(reason)}`;
  });
  return ["Last fired:", ...lines].join("\n");
}

/** What was not looked through is said, lest "never fired" and "no row was changed" be taken for the whole truth. */
function unread({ olderEdits, olderFirings }: Explanation): readonly string[] {
  return [
    ...(olderFirings
      ? ["Older firings than the newest ones were not read: who never fired here may have before."]
      : []),
    ...(olderEdits > 0
      ? [
          `The ${plural(olderEdits, "oldest edit")} of rows were not read, and are in no count above.`,
        ]
      : []),
  ];
}

function standingText(explanation: Explanation): string {
  const { accounts, at, timezone, evaluatedAt } = explanation;
  const lines = [
    ...unread(explanation),
    accounts.length > 0
      ? `Numbers: ${coverageText(accounts, at, timezone)}.`
      : "Numbers: nothing has been collected yet.",
    ...accounts.flatMap((one) => historyText(one, timezone)),
    evaluatedAt === null
      ? "The daemon has not evaluated anything yet."
      : `Last stored evaluation: ${timeText(evaluatedAt, timezone)}.`,
  ];
  return lines.join("\n");
}

function historyText(one: AccountStanding, timezone: string): readonly string[] {
  const { account, ready, readFrom, waitsFor } = one;
  if (ready) return [];
  const reached =
    readFrom === null ? "" : `, newest first, back to ${timeText(readFrom, timezone)} so far`;
  return [
    `The history of ${account} is still being read${reached}: ${waitingText(waitsFor, timezone)}.`,
  ];
}

function waitingText(waitsFor: AccountStanding["waitsFor"], timezone: string): string {
  if (waitsFor === null) return "this rule is evaluated already";
  const once = `once it is read back to ${timeText(waitsFor.readTo, timezone)}`;
  return waitsFor.part === "all"
    ? `this rule is evaluated ${once}`
    : `this rule's steps are evaluated already, its forecast ${once}`;
}
