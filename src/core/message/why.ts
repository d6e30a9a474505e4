import type { Alert } from "../alerts/alert.ts";
import type { Causes } from "../causes/causes.ts";
import type { Contributor } from "../engine/finding.ts";
import { sumOf } from "./contributor-text.ts";
import { headline } from "./headline.ts";
import { paceText } from "./pace-text.ts";
import { plural } from "./plural.ts";
import { bareQuantity } from "./quantity.ts";
import { sentenceCase } from "./sentence-case.ts";
import { clockText } from "./window-text.ts";
import type { Words } from "./words.ts";

/** From these shares on a part is nearly all there is to say of a whole, or most of it. */
const NEARLY_ALL = 0.9;
const MOST = 0.5;

/**
 * why says what made an alert's value since its receiver was last told of it, and where a budget is heading, as the sentence
 * that follows its headline; empty where there is nothing to say: `9.30 of them today in task 'nightly recon'; at this pace the
 * budget is gone on Thursday.`
 */
export function why(alert: Alert, words: Words): string {
  const said = clauses(alert, words).join("; ");
  return said && `${sentenceCase(said)}.`;
}

/** sentence says an alert and what made it so in one sentence for its reader. */
export function sentence(alert: Alert, words: Words): string {
  const said = clauses(alert, words);
  if (said.length === 0) return headline(alert, words);
  const [change] = said;
  const joint = change === paceOf(alert) ? "; " : ", ";
  return `${headline(alert, words)}${joint}${said.join("; ")}.`;
}

function clauses(alert: Alert, words: Words): readonly string[] {
  const { causes } = alert;
  if (causes === undefined || alert.status === "resolved") return [];
  return [changeText(alert, causes, words), errorText(causes), paceOf(alert)].filter(
    (clause) => clause !== "",
  );
}

function paceOf(alert: Alert): string {
  const { causes } = alert;
  return causes?.pace ? paceText(causes.pace, alert, causes.timezone) : "";
}

function errorText({ errors: [error] }: Causes): string {
  return error ? `most often “${error.text}” (${error.streams} of ${error.of})` : "";
}

function changeText(alert: Alert, { change, recent }: Causes, words: Words): string {
  const part = partOf(alert, alert.contributors);
  if (change.since !== null) {
    const since = `since ${clockText(change.since, alert.updatedAt, words.timezone)}`;
    if (change.streams === 0) return `nothing new ${since}`;
    return `${more(alert, change.value)} ${since}${placed(alert, part, change.value)}`;
  }
  if (recent === undefined) return part ? mostly(alert, part, change.value) : "";
  const when = recent.name === "today" ? "today" : "in the last hour";
  const of = sumOf(alert) === "value" ? " of them" : "";
  return `${amount(alert, recent.value)}${of} ${when}${placed(alert, part && recent.most, recent.value)}`;
}

/** The largest task, or where the alert is not about one member, the member with the largest part. */
function partOf({ ref }: Alert, parts: Alert["contributors"]): Contributor | undefined {
  if ("task" in ref.group) return undefined;
  return "member" in ref.group ? parts?.tasks[0] : parts?.members[0];
}

/** `9.30`, `9.30 credits spent`, `3 streams failed`: an amount as the headline leaves to be said. */
function amount(alert: Alert, value: number): string {
  const sum = sumOf(alert);
  if (sum === "value") return bareQuantity(value, alert.unit);
  return sum === "spend"
    ? `${bareQuantity(value, "nano")} credits spent`
    : `${plural(value, "stream")} ${sum.sort}`;
}

function more(alert: Alert, value: number): string {
  const sum = sumOf(alert);
  if (sum === "value") return `${bareQuantity(value, alert.unit)} more`;
  if (sum === "spend") return `${bareQuantity(value, "nano")} credits more spent`;
  return `${plural(value, "more stream")} ${sum.sort}`;
}

/** Where a part of an amount that was just told lies: ` in task 'x'` for nearly all of it, `, most by lead@acme.io (6.10)`. */
function placed(alert: Alert, part: Contributor | undefined, whole: number): string {
  if (part === undefined || whole <= 0) return "";
  if (part.value >= whole * NEARLY_ALL) return ` ${place(alert, part)}`;
  return `, ${most(part.value, whole)} ${place(alert, part)} (${bareQuantity(part.value, part.unit ?? alert.unit)})`;
}

/** Where most of the headline's own value lies: `most in task 'x' (6.10)`, `10 of 13 streams failed in task 'x'`. */
function mostly(alert: Alert, part: Contributor, whole: number): string {
  const sum = sumOf(alert);
  if (whole <= 0) return "";
  if (sum !== "value" && sum !== "spend") {
    return `${part.value} of the ${plural(whole, "stream")} ${sum.sort} ${place(alert, part)}`;
  }
  const of = sum === "spend" ? " of the spend" : "";
  const credits = sum === "spend" ? " credits" : "";
  const size = part.value >= whole * NEARLY_ALL ? "nearly all" : most(part.value, whole);
  return `${size}${of} ${place(alert, part)} (${bareQuantity(part.value, part.unit ?? alert.unit)}${credits})`;
}

function most(value: number, whole: number): string {
  return value >= whole * MOST ? "most" : "the largest part";
}

function place({ ref }: Alert, part: Contributor): string {
  return "member" in ref.group ? `in task '${part.title ?? part.id}'` : `by ${part.id}`;
}
