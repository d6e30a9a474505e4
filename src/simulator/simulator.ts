import { EventEmitter } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "../core/ports/index.ts";
import { control } from "./api/control.ts";
import { createFaultFeed, type Fault, type FaultPlan } from "./api/fault.ts";
import { type Answer, jsonAnswer, readJson, send } from "./api/send.ts";
import { deliver, refusalFor } from "./api/spoil.ts";
import type { Habits } from "./api/stream-page.ts";
import {
  answerUsage,
  apiKeyOf,
  type PageFacts,
  problemAnswer,
  type UsageContext,
  type Viewer,
} from "./api/usage.ts";
import { createSimulatedClock, type SimulatedClock } from "./clock.ts";
import { randomOf } from "./random.ts";
import { Shelf } from "./shelf.ts";
import type { Incident, Team } from "./team/index.ts";
import { type Truth, type TruthWindow, truthAt } from "./truth.ts";

/** SimulatorOptions say which team's usage is served, and how the API behaves where the vendor leaves it open. */
export interface SimulatorOptions {
  readonly team: Team;
  readonly clock: Clock;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** The key that is let in, as X-Api-Key or as Bearer; made from the seed unless given. */
  readonly apiKey?: string;
  readonly viewer?: Viewer;
  readonly habits?: Partial<Omit<Habits, "email">>;
  readonly faults?: FaultPlan;
}

/** ServedRequest is one request to the vendor's part of the API and what became of it. */
export interface ServedRequest {
  readonly number: number;
  readonly path: string;
  readonly params: URLSearchParams;
  readonly status: number;
  readonly fault: Fault | null;
  /** The page of streams that went out, if one did. */
  readonly page: PageFacts | null;
}

/** Simulator is a running stand-in for the Neo API. */
export interface Simulator {
  readonly url: string;
  readonly apiKey: string;
  readonly team: Team;
  readonly clock: SimulatedClock;
  readonly events: EventEmitter<{ request: [ServedRequest] }>;
  /** What the API shows at a moment (ms since the epoch; now, unless told) once every fault is over. */
  truth(at?: number, window?: TruthWindow): Truth;
  setFaults(plan: FaultPlan): void;
  play(incident: Incident): void;
  close(): Promise<void>;
}

const DEFAULT_HABITS = {
  history: "some",
  precision: "ms",
  bounds: "[]",
  order: "newest",
  summary: "exact",
} as const;

/** createSimulator starts a server that answers like the Neo API for a simulated team. */
export async function createSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { team } = options;
  const seed = String(team.options.seed);
  const viewer = options.viewer ?? "admin";
  const context: UsageContext = {
    shelf: new Shelf(team),
    habits: { ...DEFAULT_HABITS, ...options.habits, email: viewer === "admin" },
    apiKey: options.apiKey ?? apiKeyOf(seed),
    viewer,
  };
  const clock = createSimulatedClock(options.clock);
  const events: Simulator["events"] = new EventEmitter();
  let feed = createFaultFeed(options.faults ?? {}, seed);
  let requests = 0;
  const setFaults = (plan: FaultPlan) => {
    feed = createFaultFeed(plan, seed);
  };
  const play = (incident: Incident) => team.play(incident);
  const controls = { team, clock, setFaults, play, requests: () => requests };

  function serve(request: IncomingMessage, response: ServerResponse, url: URL): void {
    requests += 1;
    const [number, now, fault] = [requests, clock.now(), feed.next()];
    const errorId = randomOf(`${seed}/error/${number}`).uuid();
    const asked = { method: request.method ?? "GET", url, headers: request.headers };
    const refusal = refusalFor(fault, feed.plan, now, errorId);
    const { answer, page } = refusal
      ? { answer: refusal, page: null }
      : told(errorId, () => answerUsage(context, { ...asked, now, fault, number }));
    deliver({ request, response, number, errorId }, answer, fault, feed.plan);
    const { pathname: path, searchParams: params } = url;
    events.emit("request", { number, path, params, status: answer.status, fault, page });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://simulator");
    if (!`${url.pathname}/`.startsWith("/simulator/")) return serve(request, response, url);
    const method = request.method ?? "GET";
    const body = method === "POST" ? await readJson(request) : {};
    const errorId = randomOf(`${seed}/control/${clock.now()}`).uuid();
    const asked = () => ({ answer: jsonAnswer(200, control(controls, method, url, body)) });
    send(response, told<{ answer: Answer }>(errorId, asked).answer);
  }

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    apiKey: context.apiKey,
    team,
    clock,
    events,
    truth: (at, window) => truthAt(team, at ?? clock.now(), window),
    setFaults,
    play,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Runs what answers; a refusal of the vendor's becomes an answer too. */
function told<Told extends { answer: Answer; page?: PageFacts | null }>(
  errorId: string,
  answer: () => Told,
): Told | { answer: Answer; page: null } {
  try {
    return answer();
  } catch (error) {
    return { answer: problemAnswer(error, errorId), page: null };
  }
}
