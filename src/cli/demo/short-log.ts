import { clean } from "./terminal.ts";

const HIDDEN = new Set(["time", "level", "msg", "pid", "hostname", "stack", "err"]);
const LONGEST = 160;

/** Lines about one alert, one message or one delivery: the message itself is on the screen. */
const SEEN_ANYWAY = ["alert", "notice", "lane"];

/**
 * shortLog makes a daemon's JSON log line short enough to stand between messages, null where it says nothing that
 * is not on the screen anyway. Of other lines (the console receiver's) those that go on an earlier one are left out.
 */
export function shortLog(line: string): string | null {
  const fields = parsed(line);
  if (!fields) return /^\s|^$/.test(line) ? null : clean(line).slice(0, LONGEST);
  if (fields["level"] === "info" && SEEN_ANYWAY.some((name) => name in fields)) return null;
  const level = fields["level"] === "info" ? "" : `${String(fields["level"])}: `;
  const rest = Object.entries(fields)
    .filter(([name, value]) => !HIDDEN.has(name) && ["string", "number"].includes(typeof value))
    .map(([name, value]) => `${name}=${value}`);
  return clean(`${level}${String(fields["msg"])} ${rest.join(" ")}`)
    .trim()
    .slice(0, LONGEST);
}

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && "msg" in value
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
