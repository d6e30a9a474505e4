import type { Alert } from "../core/alerts/index.ts";
import {
  causeLists,
  type Fact,
  facts,
  type Message,
  partsText,
  why,
} from "../core/message/index.ts";
import { alertLine } from "./alert-line.ts";
import { overflowText } from "./overflow.ts";
import { shortText } from "./short-text.ts";
import { tameAlert } from "./tame-alert.ts";
import { webLink } from "./web-link.ts";

const PARTS = 5;

/** AlertOutline is an alert told in full, in clean texts of bounded length. */
export interface AlertOutline {
  /** Empty where the message's title says it already. */
  readonly headline: string;
  readonly notes: readonly string[];
  readonly facts: readonly Fact[];
  readonly parts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly runbook: string | undefined;
}

/** Outline is what a message tells, in clean texts and in the order in which it may be cut: for services without a layout of their own. */
export interface Outline {
  readonly detailed: readonly AlertOutline[];
  /** Further alerts in a line each. */
  readonly listed: readonly string[];
  /** What the lists leave out; empty for nothing. */
  readonly more: string;
  /** What is over, in a line each. */
  readonly resolved: readonly string[];
}

/** OutlineLimits are how many alerts an outline tells in full, and how many in a line. */
export interface OutlineLimits {
  readonly detailed: number;
  readonly listed: number;
}

/** outlineOf makes a message's outline. */
export function outlineOf(message: Message, { detailed, listed }: OutlineLimits): Outline {
  const { firing, resolved } = message;
  const line = (alert: Alert) => alertLine(alert, message);
  const [only] = firing.length + resolved.length === 1 ? [...firing, ...resolved] : [];
  if (only) {
    return { detailed: [alertOutline(only, message, true)], listed: [], more: "", resolved: [] };
  }
  const end = detailed + listed;
  return {
    detailed: firing.slice(0, detailed).map((alert) => alertOutline(alert, message, false)),
    listed: firing.slice(detailed, end).map(line),
    more: overflowText([...firing.slice(end), ...resolved.slice(listed)], message),
    resolved: resolved.slice(0, listed).map(line),
  };
}

function alertOutline(raw: Alert, message: Message, sole: boolean): AlertOutline {
  const alert = tameAlert(raw);
  return {
    headline: sole ? "" : alertLine(raw, message),
    notes: [why(alert, message), alert.summary, alert.description].flatMap((text) => shown(text)),
    facts: facts(alert, message).map(({ label, value }) => ({
      label,
      value: shortText(value, 1000),
    })),
    parts: causeLists(alert, message).map(({ title, entries }) => ({
      title,
      lines: entries.slice(0, PARTS).map(partsText),
    })),
    runbook: webLink(alert.runbook),
  };
}

function shown(text: string | undefined): readonly string[] {
  const short = text ? shortText(text, 700) : "";
  return short ? [short] : [];
}
