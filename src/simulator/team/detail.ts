import type { Random, Weighted } from "../random.ts";
import type { Status } from "./row.ts";
import type { Craft } from "./task-title.ts";

/** ToolEntry is one tool's line in tool_breakdown. */
export interface ToolEntry {
  readonly calls: number;
  readonly total_duration_ms: number;
}

/** The tools of a craft with their usual share of the calls. */
const TOOLS: Record<Craft, readonly [Weighted<string>, ...Weighted<string>[]]> = {
  recon: [
    [30, "httpx"],
    [22, "nmap"],
    [18, "subfinder"],
    [16, "nuclei"],
    [8, "dnsx"],
    [6, "screenshot"],
  ],
  triage: [
    [40, "browser"],
    [28, "curl"],
    [18, "nuclei"],
    [14, "python"],
  ],
  review: [
    [38, "semgrep"],
    [30, "read_file"],
    [20, "ripgrep"],
    [12, "git"],
  ],
  pentest: [
    [34, "browser"],
    [22, "nuclei"],
    [18, "ffuf"],
    [14, "sqlmap"],
    [12, "httpx"],
  ],
  compliance: [
    [45, "read_file"],
    [35, "search"],
    [20, "write_file"],
  ],
};
const AGENTS: Record<Craft, readonly [string, ...string[]]> = {
  recon: ["recon-agent", "asset-mapper"],
  triage: ["triage-agent", "exploit-verifier"],
  review: ["code-reviewer", "secrets-hunter"],
  pentest: ["web-pentester", "exploit-verifier", "report-writer"],
  compliance: ["report-writer"],
};

const ERRORS: Record<Exclude<Status, "completed">, readonly [string, ...string[]]> = {
  error: [
    "model provider returned 529 overloaded after 4 attempts",
    "tool nuclei timed out after 600 s",
    "browser session closed unexpectedly: target page crashed",
    "context window exceeded while reading scan results (214,331 tokens)",
    "upstream connect error: connection reset by peer",
  ],
  failed: [
    "sandbox could not be started: no capacity in eu-central-1",
    "repository clone failed: authentication required",
    "agent gave up: target did not resolve",
  ],
  aborted: ["aborted by user", "aborted: task was replaced by a newer run"],
  blocked: [
    "blocked by policy: target is out of the authorised scope",
    "user spending cap reached",
    "project spending cap reached",
    "blocked by policy: destructive payloads need an approval",
  ],
};

/** toolsOf spreads a stream's tool calls and tool time over the tools of its craft. */
export function toolsOf(
  random: Random,
  craft: Craft,
  calls: number,
  durationMs: number,
): Record<string, ToolEntry> {
  const shares = TOOLS[craft].map(([weight, tool]) => ({ tool, part: weight * random.next() }));
  const whole = shares.reduce((sum, { part }) => sum + part, 0);
  const tools: Record<string, ToolEntry> = {};
  for (const { tool, part } of shares) {
    const count = Math.floor((calls * part) / whole);
    if (count === 0) continue;
    tools[tool] = { calls: count, total_duration_ms: Math.floor((durationMs * part) / whole) };
  }
  return tools;
}

/** agentsOf returns how often each agent of the craft was triggered. */
export function agentsOf(random: Random, craft: Craft, steps: number): Record<string, number> {
  const agents: Record<string, number> = {};
  if (steps === 0) return agents;
  for (const agent of AGENTS[craft].slice(0, 1 + random.int(AGENTS[craft].length))) {
    agents[agent] = 1 + random.int(1 + Math.floor(steps / 8));
  }
  return agents;
}

/** errorOf returns a plausible message for a stream that did not complete, null for one that did. */
export function errorOf(random: Random, status: Status): string | null {
  return status === "completed" ? null : random.pick(ERRORS[status]);
}
