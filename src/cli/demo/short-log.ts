import { clean } from "./terminal.ts";

const HIDDEN = new Set(["time", "level", "msg", "pid", "hostname", "stack", "err"]);
const LONGEST = 160;

/** shortLog makes a daemon's JSON log line short enough to stand between messages; other lines are passed on as they are. */
export function shortLog(line: string): string {
  const fields = parsed(line);
  if (!fields) return clean(line).slice(0, LONGEST);
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
