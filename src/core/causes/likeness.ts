import type { ErrorGroup } from "./causes.ts";

/** Longer messages differ in what follows: stack traces, dumps. */
const COMPARED = 240;

/** What differs between two tellings of the same trouble, the longest shapes first; each becomes a placeholder. */
const SHAPES: readonly (readonly [pattern: RegExp, placeholder: string])[] = [
  [/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>)\]]+/gi, "<url>"],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, "<address>"],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, "<id>"],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g, "<time>"],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])/gi, "<host>"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, "<host>"],
  [/(?<![\w/.~-])(?:~|\.{1,2})?(?:\/[\w.@+-]+){2,}\/?/g, "<path>"],
  [/\b[a-z]:\\[^\s"'<>|]+/gi, "<path>"],
  [
    /\b(?=[a-z0-9.-]*[a-z])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}\b(?::\d+)?/gi,
    "<host>",
  ],
  [/\b(?:0x[0-9a-f]+|(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,})\b/gi, "<id>"],
  [/\b(?=[\w-]*\d)[a-z]+(?:-[a-z]+)*[-_][\w-]*\d[\w-]*\b/gi, "<id>"],
  [/\b\d+(?:[.,]\d+)*(?=(?:ms|s|m|h|kb|mb|gb|%)?\b)/gi, "<n>"],
];

/** likeness turns an error message into what it has in common with others of its kind: `sandbox <id> did not answer`. */
export function likeness(message: string): string {
  const compared = message.slice(0, COMPARED).replace(/\s+/g, " ").trim();
  const text = SHAPES.reduce(
    (said, [shape, placeholder]) => said.replace(shape, placeholder),
    compared,
  );
  return message.length > COMPARED ? `${text}…` : text;
}

/**
 * alikeErrors groups the messages of streams that failed by likeness, the most frequent first; null stands for a failure
 * without a message. A group of one keeps its own words: a placeholder tells less than they do.
 */
export function alikeErrors(
  messages: readonly (string | null)[],
  most: number,
): readonly ErrorGroup[] {
  const groups = new Map<string, { first: string; alike: boolean; streams: number }>();
  for (const message of messages) {
    if (message === null || message.trim() === "") continue;
    const text = likeness(message);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, { first: message, alike: true, streams: 1 });
    else {
      group.streams += 1;
      group.alike &&= group.first === message;
    }
  }
  return [...groups]
    .map(([text, { first, alike, streams }]) => ({
      text: alike ? plain(first) : text,
      streams,
      of: messages.length,
    }))
    .sort((a, b) => b.streams - a.streams || (a.text < b.text ? -1 : 1))
    .slice(0, most);
}

function plain(message: string): string {
  const text = message.slice(0, COMPARED).replace(/\s+/g, " ").trim();
  return message.length > COMPARED ? `${text}…` : text;
}
