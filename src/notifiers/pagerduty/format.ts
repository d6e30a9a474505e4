import type { Alert } from "../../core/alerts/index.ts";
import { coverageText, type Message, noticeText } from "../../core/message/index.ts";
import { incidentKey } from "../incident-key.ts";
import { type AlertOutline, outlineOf } from "../outline.ts";
import { shortText } from "../short-text.ts";
import { webLink } from "../web-link.ts";
import { plainLines } from "../written-lines.ts";

/**
 * PagerDuty's limits (developer.pagerduty.com/docs/events-api-v2/trigger-events): a summary of 1,024 characters, a key of 255,
 * a request of 512 kB. What is listed here stays below a fifth of that at its longest.
 */
const SUMMARY = 1_024;
const LISTED = { detailed: 5, listed: 50 };
const LONGEST_LINK = 2_000;

type Details = Readonly<Record<string, unknown>>;

/** Event is one event for PagerDuty's Events API v2, but for the key that says whose it is. */
export interface Event {
  readonly event_action: "trigger" | "resolve";
  readonly dedup_key: string;
  readonly client: "neo-budgetd";
  readonly client_url?: string;
  readonly links?: readonly { readonly href: string; readonly text: string }[];
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: Message["severity"];
    readonly timestamp: string;
    readonly component: string;
    readonly class: string;
    readonly custom_details: Details;
  };
}

/** eventOf lays out a message: what fires triggers its incident or adds to it, what is over resolves it. */
export function eventOf(lane: string, message: Message, publicUrl: string | undefined): Event {
  const [first] = [...message.firing, ...message.resolved];
  const site = webLink(publicUrl);
  const links = linksOf([...message.firing, ...message.resolved]);
  return {
    event_action: message.status === "resolved" ? "resolve" : "trigger",
    dedup_key: incidentKey(lane, message),
    client: "neo-budgetd",
    ...(site !== undefined && { client_url: site }),
    ...(links.length > 0 && { links }),
    payload: {
      summary: shortText(message.title, SUMMARY) || "neo-budgetd",
      source: shortText(first?.ref.account ?? "neo-budgetd", 200),
      severity: message.severity,
      timestamp: new Date(message.at).toISOString(),
      component: shortText(first?.ref.rule ?? "neo-budgetd", 200),
      class: first?.kind ?? message.notice,
      custom_details: detailsOf(message),
    },
  };
}

function detailsOf(message: Message): Details {
  return {
    notice: noticeText(message.notice),
    ...(message.text ? { text: plainLines(message.text).join("\n") } : alertsOf(message)),
    numbers: shortText(coverageText(message.coverage, message.at, message.timezone), 800),
    receiver: shortText(message.receiver, 100),
    ...(message.note && { note: shortText(message.note, 300) }),
  };
}

function alertsOf(message: Message): Details {
  const { detailed, listed, more, resolved } = outlineOf(message, LISTED);
  const [sole] = detailed.length === 1 && detailed[0]?.headline === "" ? detailed : [];
  return {
    ...(sole ? alertDetails(sole) : { alerts: detailed.map(headed) }),
    ...(listed.length > 0 && { further_alerts: listed }),
    ...(more && { left_out: more }),
    ...(resolved.length > 0 && { resolved }),
  };
}

function headed(alert: AlertOutline): Details {
  return { alert: alert.headline, ...alertDetails(alert) };
}

function alertDetails({ notes, facts, parts }: AlertOutline): Details {
  return {
    ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
    ...Object.fromEntries(parts.map(({ title, lines }) => [title, lines])),
    ...(notes.length > 0 && { Note: notes.join(" ") }),
  };
}

/** A runbook that several alerts share is one link. */
function linksOf(alerts: readonly Alert[]): { href: string; text: string }[] {
  const links = new Map<string, string>();
  for (const { runbook, ref } of alerts) {
    const href = webLink(runbook);
    if (href && href.length <= LONGEST_LINK && links.size < 5) {
      links.set(href, `Runbook of ${shortText(ref.rule, 100)}`);
    }
  }
  return [...links].map(([href, text]) => ({ href, text }));
}
