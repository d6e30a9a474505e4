import { randomOf } from "../random.ts";
import type { TeamMember } from "./member.ts";
import { modelNamed } from "./model.ts";
import { credits, type Status, type TeamRow } from "./row.ts";

/**
 * Incident is a run of extra streams that a script places beside the team's everyday work: a runaway agent, a
 * bad deploy, a policy that blocks. It is plain JSON, so that a script can be stored and played again.
 */
export interface Incident {
  /** Distinguishes incidents: the same name twice is the same incident. */
  readonly name: string;
  /** E-mail of the member whose streams these are. */
  readonly member: string;
  /** When the API shows the first of them, ms from the team's anchor; negative for history. */
  readonly at: number;
  /** Between one stream and the next, ms. */
  readonly everyMs: number;
  readonly count: number;
  readonly status: Status;
  /** Base amount of each stream in credits; null where the vendor would leave it out. */
  readonly credits: number | null;
  /** How far amounts vary, 0-1: 0.2 is up to 20 % more or less. */
  readonly spread: number;
  /** How long each ran before it is shown, ms. */
  readonly executionMs: number;
  readonly title: string;
  readonly model: string;
  readonly error?: string;
}

type Told = Pick<Incident, "name" | "member" | "at"> & Partial<Incident>;

/** runawayAgent is an agent in a loop that starts an expensive stream every few seconds. */
export function runawayAgent(told: Told): Incident {
  return {
    everyMs: 3_000,
    count: 10,
    status: "completed",
    credits: 0.62,
    spread: 0.35,
    executionMs: 95_000,
    title: "enumerate subdomains of *.corp.acme.io",
    model: "claude-opus-4-1",
    ...told,
  };
}

/** badDeploy is a broken integration: one stream after the other ends in an error. */
export function badDeploy(told: Told): Incident {
  return {
    everyMs: 1_200,
    count: 16,
    status: "error",
    credits: 0.011,
    spread: 0.6,
    executionMs: 9_000,
    title: "regression scan of acme/checkout after deploy",
    model: "claude-sonnet-4-5",
    error: "tool execution failed: browser could not start (exit 127 in sandbox image 2026.11.3)",
    ...told,
  };
}

/** oneStream is a single stream with everything given: the usual building block of a script. */
export function oneStream(told: Told): Incident {
  return {
    everyMs: 0,
    count: 1,
    status: "completed",
    credits: 0.05,
    spread: 0,
    executionMs: 60_000,
    title: "web pentest of staging.acme.io",
    model: "claude-sonnet-4-5",
    ...told,
  };
}

/** incidentRows makes an incident's streams. */
export function incidentRows(
  incident: Incident,
  seed: string,
  anchor: number,
  member: TeamMember,
): TeamRow[] {
  const random = randomOf(`${seed}/incident/${incident.name}`);
  const taskId = random.uuid();
  const model = modelNamed(incident.model);
  return Array.from({ length: incident.count }, (_, number) => {
    const shownAt = anchor + incident.at + number * incident.everyMs;
    const executionMs = Math.round(incident.executionMs * random.between(0.9, 1));
    const steps = Math.max(1, Math.round(executionMs / (model.stepMs * 1.4)));
    const drift = 1 + incident.spread * random.between(-1, 1);
    return {
      id: random.uuid(),
      taskId,
      title: incident.title,
      member,
      createdAt: shownAt - executionMs - 40,
      executionMs,
      model: incident.model,
      status: incident.status,
      error: incident.error ?? null,
      byok: false,
      cost: incident.credits === null ? null : credits(incident.credits * drift, 8),
      steps: incident.status === "blocked" ? 0 : steps,
      toolCalls: incident.status === "blocked" ? 0 : steps * 2,
      visibleAt: shownAt,
      recost: null,
      retractedAt: null,
    };
  });
}
