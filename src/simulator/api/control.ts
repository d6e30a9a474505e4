import type { SimulatedClock } from "../clock.ts";
import type { Incident, Team } from "../team/index.ts";
import { type TrueAmounts, truthAt } from "../truth.ts";
import { FAULTS, type FaultPlan } from "./fault.ts";
import { invalid, Problem } from "./problem.ts";
import { time } from "./stream-query.ts";

/** Controls are what the endpoints under /simulator/ may turn. */
export interface Controls {
  readonly team: Team;
  readonly clock: SimulatedClock;
  readonly requests: () => number;
  readonly setFaults: (plan: FaultPlan) => void;
  readonly play: (incident: Incident) => void;
}

type Body = Readonly<Record<string, unknown>>;

/** Lists the endpoints for whoever asks GET /simulator/. */
const CONTROL_HELP = {
  "GET /simulator/truth": "exact sums; ?at= &from= &to= (ISO 8601), ?streams=1 for each stream",
  "POST /simulator/faults":
    '{"rates":{"429":0.1}} or {"script":[{"fault":"500","times":2}]}; {} for none',
  "POST /simulator/clock": '{"hold":true}, {"run":true} or {"advance_ms":60000}',
  "POST /simulator/incidents": "an incident as JSON; `at` in ms from the team's anchor",
};

/** control answers a request under /simulator/; throws a Problem for what it does not understand. */
export function control(
  controls: Controls,
  method: string,
  url: URL,
  body: unknown,
): Readonly<Record<string, unknown>> {
  const given = (typeof body === "object" && body !== null ? body : {}) as Body;
  switch (`${method} ${url.pathname.replace(/\/$/, "")}`) {
    case "GET /simulator":
      return { ...state(controls), endpoints: CONTROL_HELP };
    case "GET /simulator/truth":
      return truth(controls, url.searchParams);
    case "POST /simulator/faults":
      controls.setFaults(planOf(given));
      return { ok: true };
    case "POST /simulator/clock":
      return turn(controls, given);
    case "POST /simulator/incidents":
      controls.play(given as unknown as Incident);
      return { ok: true, incidents: controls.team.incidents.length };
    default:
      throw new Problem(404, "not_exists", "not exists", `there is no ${method} ${url.pathname}`);
  }
}

function state(controls: Controls): Body {
  const { team, clock } = controls;
  return {
    seed: team.options.seed,
    anchor: new Date(team.anchor).toISOString(),
    now: new Date(clock.now()).toISOString(),
    members: team.members.map((member) => member.email),
    incidents: team.incidents.map((incident) => incident.name),
    requests: controls.requests(),
  };
}

/** Amounts go out as integers of nano-credits. */
function truth(controls: Controls, params: URLSearchParams): Body {
  const at = time(params, "at", controls.clock.now());
  const from = time(params, "from", controls.team.from);
  const found = truthAt(controls.team, at, { from, to: time(params, "to", at + 1) });
  const streams: Record<string, TrueAmounts & { status: string }> = {};
  if (params.get("streams") === "1") for (const [id, row] of found.streams) streams[id] = row;
  return {
    at: new Date(at).toISOString(),
    rows: found.rows,
    sums: found.sums,
    by_member: found.byMember,
    ...(params.get("streams") === "1" ? { streams } : {}),
  };
}

function turn({ clock }: Controls, body: Body): Body {
  const ahead = body["advance_ms"];
  if (ahead !== undefined) {
    if (typeof ahead !== "number") throw invalid("advance_ms must be a number");
    clock.advance(ahead);
  }
  if (body["hold"] === true) clock.hold();
  if (body["run"] === true) clock.run();
  return { now: new Date(clock.now()).toISOString() };
}

function planOf(body: Body): FaultPlan {
  const plan = body as FaultPlan;
  const named = [
    ...Object.keys(plan.rates ?? {}),
    ...(plan.script ?? []).map((step) => step.fault),
  ];
  const unknown = named.find((name) => !FAULTS.some((fault) => fault === name));
  if (unknown !== undefined) {
    throw invalid(`there is no fault "${unknown}"; the faults are ${FAULTS.join(", ")}`);
  }
  return plan;
}
