import { bareTitle, type Message } from "../../core/message/index.ts";
import { shortText } from "../short-text.ts";

/**
 * subjectOf writes a subject as a person would: how bad it is, and what. Follow-ups answer the incident's first subject,
 * since mail programs thread by References and by an unchanged subject (Gmail wants both); how things are now is what
 * the body and the preview begin with.
 */
export function subjectOf(message: Message, first: string | undefined): string {
  if (first !== undefined) return `Re: ${first}`;
  return `[${state(message)}] ${shortText(said(message), 160)}`;
}

function state({ notice, status, severity }: Message): string {
  if (notice === "test") return "test";
  return status === "resolved" ? "resolved" : severity;
}

function said({ status, title }: Message): string {
  return status === "resolved" ? bareTitle(title) : title;
}
