import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../../core/errors.ts";
import type { Clock } from "../../core/ports/index.ts";
import { type Act, createInbox, type Inbox, YOU } from "../inbox/index.ts";
import { createMailStandIn, type MailStandIn } from "../mail/index.ts";
import { createSimulator, type Simulator } from "../simulator.ts";
import { createSlackStandIn, type SlackStandIn } from "../slack/index.ts";
import { createTeam, type Team } from "../team/index.ts";
import { type Plot, plotFor } from "./plot.ts";
import { type Scene, scriptFor } from "./script.ts";
import { readStage, type StoredStage, writeStage } from "./stored.ts";

/** StageOptions make a stage: everything around the daemon that the demo shows. */
export interface StageOptions {
  /** Folder for the state; a stage with the same folder goes on where the last one was. */
  readonly folder: string;
  /** Port of the page; 0 takes a free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly timezone: string;
  readonly seed?: string;
  readonly days?: number;
  readonly streamsPerDay?: number;
  /** Short facts for the page's foot, and what GET /demo tells beside the stage's own. */
  readonly facts?: () => readonly (readonly [name: string, value: string])[];
  readonly state?: () => Readonly<Record<string, unknown>>;
}

/** Stage is the running surroundings of a demo: the API, Slack, a mail server and the page. */
export interface Stage {
  readonly simulator: Simulator;
  readonly slack: SlackStandIn;
  readonly mail: MailStandIn;
  readonly inbox: Inbox;
  readonly plot: Plot;
  /** What will happen, and when: ms since the epoch, null while the daemon has not read its history. */
  acts(): readonly Act[];
  close(): Promise<void>;
}

const DEFAULTS = { seed: "7", days: 35, streamsPerDay: 100 };
/** Between the daemon's first message and the first scene, ms. */
const CURTAIN_MS = 2_000;
const ACTS_SHOWN = 7;
/** How long a daemon that reads the API has to say its first word, ms. */
const PATIENCE_MS = 30_000;

/** createStage starts the surroundings and, once the daemon has read its history, the script. */
export async function createStage(options: StageOptions): Promise<Stage> {
  mkdirSync(options.folder, { recursive: true });
  const file = join(options.folder, "stage.json");
  let stored = readStage(file) ?? newStage(options);
  writeStage(file, stored);

  const { team, plot } = teamOf(stored);
  let scenes: readonly Scene[] = scriptFor((stored.playedAt ?? 0) - team.anchor, plot.budget);
  if (stored.playedAt !== null) playAll(team, scenes);

  const simulator = await createSimulator({ team, clock: options.clock, port: 0 });
  const slack = await createSlackStandIn({
    store: join(options.folder, "slack.jsonl"),
    people: [YOU],
  });
  const mail = await createMailStandIn({ store: join(options.folder, "mail.jsonl") });
  const acts = () =>
    scenes.slice(0, ACTS_SHOWN).map(({ title, incident }) => ({
      title,
      at: stored.playedAt === null ? null : team.anchor + incident.at,
    }));
  const standIns = [simulator, slack, mail];
  const inbox = await createInbox({
    port: options.port,
    slack,
    mail,
    now: () => simulator.clock.now(),
    acts,
    ...(options.facts ? { facts: options.facts } : {}),
    state: () => ({
      simulator: simulator.url,
      slack: slack.url,
      smtp: mail.url,
      played_at: stored.playedAt === null ? null : new Date(stored.playedAt).toISOString(),
      ...options.state?.(),
    }),
  }).catch(async (error: NodeJS.ErrnoException) => {
    await Promise.all(standIns.map((each) => each.close()));
    throw error.code === "EADDRINUSE" ? taken(options.port) : error;
  });

  const begin = () => {
    const playedAt = simulator.clock.now() + CURTAIN_MS;
    stored = { ...stored, playedAt };
    writeStage(file, stored);
    scenes = scriptFor(playedAt - team.anchor, plot.budget);
    playAll(team, scenes);
    inbox.changed();
  };
  if (stored.playedAt === null) onceWatching(simulator, slack, begin);

  return {
    simulator,
    slack,
    mail,
    inbox,
    plot,
    acts,
    close: async () => {
      await Promise.all([inbox, ...standIns].map((each) => each.close()));
    },
  };
}

function taken(port: number): OperatorError {
  return new OperatorError(
    `port ${port} is taken, perhaps by another demo; choose another with --port, or 0 for a free one`,
  );
}

function newStage(options: StageOptions): StoredStage {
  return {
    seed: options.seed ?? DEFAULTS.seed,
    anchor: options.clock.now(),
    days: options.days ?? DEFAULTS.days,
    streamsPerDay: options.streamsPerDay ?? DEFAULTS.streamsPerDay,
    timezone: options.timezone,
    playedAt: null,
  };
}

/** The plot looks at the everyday rows alone, so it comes out the same however often the stage is made anew. */
function teamOf(stored: StoredStage): { team: Team; plot: Plot } {
  const { seed, anchor: now, days, streamsPerDay } = stored;
  const team = createTeam({ seed, now, days, streamsPerDay });
  const plot = plotFor(team, stored.timezone);
  for (const incident of plot.past) team.play(incident);
  return { team, plot };
}

function playAll(team: Team, scenes: readonly Scene[]): void {
  for (const { incident } of scenes) team.play(incident);
}

/**
 * Waits until the daemon has told what was over when it began to watch: the plot sees to it that something is. Scenes
 * before that would be history to it, whose single streams are not told. A daemon that tells nothing is not
 * waited for long.
 */
function onceWatching(simulator: Simulator, slack: SlackStandIn, then: () => void): void {
  let since: number | null = null;
  const begin = () => {
    simulator.events.off("request", listen);
    slack.events.off("message", begin);
    then();
  };
  const listen = () => {
    since ??= simulator.clock.now();
    const patient = simulator.clock.now() - since < PATIENCE_MS;
    if (!patient || slack.messages().length > 0) begin();
  };
  simulator.events.on("request", listen);
  slack.events.on("message", begin);
}
