import { badDeploy, type Incident, oneStream, runawayAgent } from "../team/index.ts";
import { HEROINE } from "./plot.ts";

/** Scene is one thing that the demo's script lets happen. */
export interface Scene {
  /** What the audience is told. */
  readonly title: string;
  readonly incident: Incident;
}

const MINUTE_MS = 60_000;

/**
 * scriptFor lists what happens from `start` on (ms from the team's anchor): within the first minute one of each
 * kind of alert, then the recovery, then the end of a budget, then now and then a stream that fails.
 */
export function scriptFor(start: number, budget: number): readonly Scene[] {
  const at = (seconds: number) => start + seconds * 1000;
  return [
    {
      title: "A stream fails",
      incident: oneStream({
        name: "a failed stream",
        member: "diego.ramos@blue.acme.io",
        at: at(3),
        status: "failed",
        credits: 0.418203,
        executionMs: 7 * MINUTE_MS,
        title: "web pentest of partners.acme.io",
        error: "sandbox could not be started: no capacity in eu-central-1",
      }),
    },
    {
      title: "A stream is blocked",
      incident: oneStream({
        name: "a blocked stream",
        member: "aiko.tanaka@red.acme.io",
        at: at(7),
        status: "blocked",
        credits: null,
        executionMs: 900,
        title: "port sweep and service map of *.corp.acme.io",
        error: "blocked by policy: target is out of the authorised scope",
      }),
    },
    {
      title: "Mira reaches 80 % of her budget",
      incident: oneStream({
        name: "the run over 80 %",
        member: HEROINE,
        at: at(12),
        credits: budget * 0.034,
        executionMs: 48 * MINUTE_MS,
        title: "purple-team campaign: lateral movement in staging",
        model: "claude-opus-4-1",
      }),
    },
    {
      title: "A runaway agent burns credits",
      incident: runawayAgent({
        name: "a runaway agent",
        member: "ci-scanner@appsec.acme.io",
        title: "dependency scan of all repositories",
        at: at(18),
      }),
    },
    {
      title: "A bad deploy makes streams fail",
      incident: badDeploy({ name: "a bad deploy", member: "sam.okafor@blue.acme.io", at: at(26) }),
    },
    {
      title: "The deploy is rolled back",
      incident: oneStream({
        name: "after the rollback",
        member: "sam.okafor@blue.acme.io",
        at: at(75),
        everyMs: 2_500,
        count: 60,
        credits: 0.012,
        spread: 0.5,
        executionMs: 11_000,
        title: "regression scan of acme/checkout after rollback",
      }),
    },
    {
      title: "Mira's budget is used up",
      incident: oneStream({
        name: "the runs over 100 %",
        member: HEROINE,
        at: at(200),
        everyMs: 8_000,
        count: 4,
        credits: budget * 0.055,
        executionMs: 31 * MINUTE_MS,
        title: "purple-team campaign: exfiltration drill",
        model: "claude-opus-4-1",
      }),
    },
    ...laterScenes(start),
  ];
}

/** One failed or blocked stream every ten minutes for two hours, so that a demo left open stays alive. */
function laterScenes(start: number): Scene[] {
  const members = [
    "tom.becker@appsec.acme.io",
    "lead@acme.io",
    "ci-scanner@appsec.acme.io",
  ] as const;
  return Array.from({ length: 12 }, (_, number) => {
    const blocked = number % 2 === 1;
    return {
      title: blocked ? "Another stream is blocked" : "Another stream fails",
      incident: oneStream({
        name: `later stream ${number + 1}`,
        member: members[number % members.length] ?? members[0],
        at: start + (number + 1) * 10 * MINUTE_MS,
        status: blocked ? "blocked" : "failed",
        credits: blocked ? null : 0.2 + number * 0.0137,
        executionMs: 4 * MINUTE_MS,
        title: blocked ? "validate SSRF against metadata endpoint" : "retest IDOR on /orders/{id}",
        error: blocked ? "user spending cap reached" : "agent gave up: target did not resolve",
      }),
    };
  });
}
