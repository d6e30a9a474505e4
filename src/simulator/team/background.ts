import { type Random, randomOf } from "../random.ts";
import type { TeamMember } from "./member.ts";
import { MODELS, type Model } from "./model.ts";
import { credits, type Status, type TeamRow } from "./row.ts";
import { busyness, HOUR_MS, type LocalHour } from "./working-hours.ts";

const DAY_MS = 24 * HOUR_MS;
/** Credits a step of agent work varies around the model's price by this spread of the logarithm. */
const PRICE_SPREAD = 0.4;

/** Pace is what the background needs to know of the team. */
export interface Pace {
  readonly seed: string;
  readonly anchor: number;
  /** Streams an hour of a member of weight 1, averaged over a week. */
  readonly hourlyByWeight: number;
}

/** hourOfMember draws the streams that a member starts within one hour since the epoch. */
export function hourOfMember(
  pace: Pace,
  member: TeamMember,
  hour: number,
  local: LocalHour,
): TeamRow[] {
  const random = randomOf(`${pace.seed}/${member.email}/${hour}`);
  const count = random.poisson(pace.hourlyByWeight * member.weight * busyness(member, local));
  const rows: TeamRow[] = [];
  for (let number = 0; number < count; number += 1) {
    rows.push(drawRow(pace, member, hour * HOUR_MS + random.int(HOUR_MS), random, null));
  }
  if (member.nightlyAt === local.hour) {
    const start = hour * HOUR_MS + random.int(4 * 60_000);
    rows.push(drawRow(pace, member, start, random, `nightly recon of ${nightlyHost(member)}`));
  }
  return rows;
}

function drawRow(
  pace: Pace,
  member: TeamMember,
  createdAt: number,
  random: Random,
  nightly: string | null,
): TeamRow {
  const model = random.weighted(MODELS);
  const status = drawStatus(random);
  const steps = drawSteps(random, status, nightly !== null);
  const executionMs = drawExecution(random, steps, model);
  return {
    id: random.uuid(),
    taskId: nightly
      ? taskId(pace, member, createdAt, "nightly")
      : drawTask(pace, member, createdAt, random),
    title: nightly,
    member,
    createdAt,
    executionMs,
    model: model.name,
    status,
    error: null,
    byok: isByok(member, createdAt, pace.anchor),
    cost: drawCost(random, steps, model, status),
    steps,
    toolCalls: Math.round(steps * random.between(0.6, 2.4)),
    visibleAt: createdAt + executionMs + 200 + random.int(2_300),
    recost: null,
    retractedAt: null,
  };
}

/** A run of the day picks up one of the member's few tasks of that day, the first ones most often. */
function drawTask(pace: Pace, member: TeamMember, at: number, random: Random): string {
  return taskId(pace, member, at, String(Math.floor(random.next() ** 2 * 6)));
}

function taskId(pace: Pace, member: TeamMember, at: number, which: string): string {
  return randomOf(`${pace.seed}/task/${member.email}/${Math.floor(at / DAY_MS)}/${which}`).uuid();
}

function drawStatus(random: Random): Status {
  return random.weighted<Status>([
    [936, "completed"],
    [30, "error"],
    [10, "failed"],
    [17, "aborted"],
    [7, "blocked"],
  ]);
}

function drawSteps(random: Random, status: Status, nightly: boolean): number {
  if (status === "blocked") return random.int(3);
  const whole = Math.min(420, Math.ceil(random.logNormal(nightly ? 70 : 13, nightly ? 0.5 : 0.85)));
  return status === "completed" ? whole : Math.ceil(whole * random.between(0.1, 0.9));
}

/** Time in the model and in tools for each step; one run in 250 waits for a tool for up to three hours. */
function drawExecution(random: Random, steps: number, model: Model): number {
  const perStep = model.stepMs * random.logNormal(1, 0.35) + random.logNormal(3_500, 0.9);
  const waiting = random.chance(0.004) ? random.between(0.3, 3) * HOUR_MS : 0;
  return Math.round(Math.min(400 + steps * perStep + waiting, 4 * HOUR_MS));
}

/** Steps times price, log-normal, and for one run in seventy a Pareto tail: what makes real spend lumpy. */
function drawCost(random: Random, steps: number, model: Model, status: Status): number | null {
  const usual = steps * model.creditsPerStep * random.logNormal(1, PRICE_SPREAD);
  const tail = random.chance(1 / 70) ? Math.min(25, random.pareto(1.5, 1.3)) : 1;
  const decimals = random.weighted([
    [50, 6],
    [20, 7],
    [15, 8],
    [15, 9],
  ]);
  if (status === "blocked" && random.chance(0.7)) return null;
  return credits(usual * tail, decimals);
}

function isByok(member: TeamMember, at: number, anchor: number): boolean {
  return member.byokForDays !== undefined && at >= anchor - member.byokForDays * DAY_MS;
}

function nightlyHost(member: TeamMember): string {
  return member.habit === "batch" ? "*.corp.acme.io" : "api.acme.io";
}
