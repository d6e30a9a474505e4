import type { Alert } from "../../../core/alerts/index.ts";
import type { Explanation, GroupExplanation } from "../../../core/explain/index.ts";
import {
  bareQuantity,
  coverageText,
  headline,
  hushText,
  plural,
  roundQuantity,
  share,
  timeText,
  windowText,
} from "../../../core/message/index.ts";
import { fitting } from "../alert-section.ts";
import { type Block, context, section } from "../blocks.ts";
import { literal } from "../literal.ts";
import type { Reply } from "./respond.ts";

/** CommandAnswer is what the daemon answers to a command. */
export type CommandAnswer =
  | { readonly kind: "help" }
  /** No member, group or rule has this name; those are nearest to it. */
  | { readonly kind: "unknown"; readonly name: string; readonly near: readonly string[] }
  | Status;

/** Status is how a member or a rule stands, or with an empty name, everything that fires. */
export interface Status {
  readonly kind: "status";
  readonly of: string;
  /** For a member the rules that count for them; for a rule that one. */
  readonly explanations: readonly Explanation[];
  /** What of it fires, each with what keeps it quiet. */
  readonly firing: readonly Alert[];
  readonly at: number;
  readonly timezone: string;
  readonly usdPerCredit: number;
}

const HELP = [
  "*What you can ask*",
  "• `/neo-budget status` – what fires now",
  "• `/neo-budget status lead@acme.io` – how a member stands against each budget and rule",
  "• `/neo-budget status member-month` – how a rule stands, those nearest to their limit first",
  "The word `status` may be left out. Only you see the answer.",
].join("\n");

const RULES = 12;
const GROUPS = 5;
const FIRING = 15;
/** Most units of a section, below Slack's 3,000. */
const SECTION = 2_800;
/** Most units of the text that stands for the blocks where none are shown. */
const PLAIN = 300;

/** commandReply puts an answer into Slack's blocks; whatever the data, it stays within their limits. */
export function commandReply(answer: CommandAnswer): Reply {
  switch (answer.kind) {
    case "help":
      return { text: "What you can ask /neo-budget", blocks: [section(HELP)] };
    case "unknown":
      return { text: unknownText(answer.name, answer.near) };
    case "status":
      return statusReply(answer);
  }
}

function unknownText(name: string, near: readonly string[]): string {
  const said = `There is no member and no rule "${literal(name, 100)}".`;
  if (near.length === 0) return `${said} /neo-budget help says what you can ask.`;
  return `${said} Did you mean ${near.map((one) => literal(one, 100)).join(", ")}?`;
}

function statusReply(status: Status): Reply {
  const { of, explanations, firing, at, timezone } = status;
  const title = of === "" ? "Everything that fires" : literal(of, 200);
  const shown = explanations.slice(0, RULES);
  const left = explanations.length - shown.length;
  const blocks: readonly Block[] = [
    section(`*${title}*`),
    ...shown.map((one) => section(ruleText(one))),
    section(firingText(status)),
    context([
      literal(timeText(at, timezone), 200),
      ...(left > 0 ? [`${plural(left, "more rule")} left out`] : []),
      ...coverage(status),
    ]),
  ];
  const fires = firing.length === 0 ? "nothing fires" : `${plural(firing.length, "alert")} firing`;
  return { text: `${title}: ${fires}`.slice(0, PLAIN), blocks };
}

/** ruleText is a rule with the groups that are nearest to their limits. */
function ruleText({ rule, groups, more, timezone }: Explanation): string {
  const name = `*${literal(rule, 120)}*`;
  if (groups.length === 0) return `${name}: nothing to tell of yet`;
  const lines = groups.slice(0, GROUPS).map((group) => `• ${groupText(group)}`);
  const rest = more + Math.max(0, groups.length - GROUPS);
  const [first] = groups;
  const when = first ? [`_${literal(windowText(first.window, timezone), 150)}_`] : [];
  const others = rest > 0 ? [`${plural(rest, "more")} further from the limit`] : [];
  return fitting([name, ...lines, ...others, ...when], SECTION);
}

/** groupText is how much of which limit a group has used, and what is left. */
function groupText(group: GroupExplanation): string {
  const { who, value, unit, limit, states } = group;
  const credits = limit.unit === "nano" ? " credits" : "";
  const used = share(value, limit.value);
  const amount = `${bareQuantity(value, unit)} of ${roundQuantity(limit.value, limit.unit)}${credits}`;
  const left = `${bareQuantity(Math.abs(limit.headroom), limit.unit)}${credits} ${limit.headroom < 0 ? "over" : "left"}`;
  const part = unit === limit.unit && used ? ` (${used})` : "";
  const speaking = states.filter(({ status }) => status === "firing" || status === "pending");
  const said = speaking.map(({ step, status }) => (step ? `${step} ${status}` : status)).join(", ");
  const silent = states.find((state) => state.silent !== null)?.silent;
  const state = said || (silent ? `silent: ${silent}` : "quiet");
  return literal(`${who}: ${amount}${part}, ${left}; ${state}`, 400);
}

function firingText({ firing, timezone, ...status }: Status): string {
  if (firing.length === 0) return "Nothing fires.";
  const words = { timezone, usdPerCredit: status.usdPerCredit };
  const lines = firing.slice(0, FIRING).map((alert) => {
    const hush = alert.hush ? ` – ${hushText(alert.hush, timezone)}` : "";
    const since = alert.startsAt === null ? "" : `, since ${timeText(alert.startsAt, timezone)}`;
    return `• ${literal(`${headline(alert, words)}${since}${hush}`, 400)}`;
  });
  const more = firing.length - lines.length;
  if (more > 0) lines.push(`and ${more} more`);
  return fitting([`*Firing (${firing.length})*`, ...lines], SECTION);
}

function coverage({ explanations, at, timezone }: Status): readonly string[] {
  const accounts = explanations[0]?.accounts ?? [];
  const text = coverageText(accounts, at, timezone);
  return text ? [literal(`Numbers: ${text}`, 600)] : [];
}
