import { EventEmitter, once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as elapse } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import type { Mail, SlackMessage } from "../../src/simulator/index.ts";
import {
  type Demo,
  json,
  KINDS,
  keyOf,
  ledgerOf,
  linesOf,
  slackOf,
  startDemo,
  truthOf,
} from "../support/demo.ts";
import { createStoryteller, type Storyteller } from "../support/storyteller.ts";
import { dueOf, type Told, toldOf } from "../support/told.ts";

const SEED = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);
/** A daemon that ran for so long has come up, to its supervisor: the next start comes at once. */
const HEALTHY_MS = 10_300;

/** One life of the daemon, from its start until it is killed. */
interface Life {
  /** Waits until the terminal shows the text within this life. */
  shows(text: RegExp): Promise<unknown>;
  /** Waits until a stand-in has taken in so many messages: it has not answered the last one then, or just now. */
  sends(kind: "slack" | "mail", count?: number): Promise<void>;
  /** Waits until the daemon has made a file or folder of such a name among its data. */
  creates(name: RegExp): Promise<void>;
  /** Waits until so long after the start, ms. */
  age(ms: number): Promise<unknown>;
  readonly story: Storyteller;
  /** A time that follows from the seed, ms. */
  between(least: number, most: number): number;
}

/** When the daemon is killed, one life after the other. After eight quick ends in a row the demo would give up. */
const MOMENTS: readonly (readonly [name: string, reached: (life: Life) => Promise<unknown>])[] = [
  ["at once", async () => {}],
  [
    "while the data folder is made",
    async (life) => {
      await life.creates(/^postgres\.new/);
      await elapse(life.between(0, 1_500));
    },
  ],
  ["when the database is open", (life) => life.shows(/Opened the embedded/)],
  [
    "while the history is read",
    async (life) => {
      await life.shows(/Reading the history/);
      await elapse(life.between(0, 150));
    },
  ],
  [
    "when it evaluates for the first time",
    async (life) => {
      await life.shows(/Read the history/);
      await elapse(life.between(0, 60));
    },
  ],
  ["while the digest is sent", (life) => life.sends("slack")],
  ["while the script's first is sent", (life) => life.sends("slack")],
  ["at rest", (life) => life.age(HEALTHY_MS + life.between(0, 1_000))],
  ["while one of three is sent", sending("slack", 1)],
  ["while a mail is sent", sending("mail", 1)],
  ["between two of three", sending("slack", 2)],
  ["at any time", (life) => life.age(life.between(0, 3_000))],
  ["late, while one of three is sent", sending("slack", 1, HEALTHY_MS)],
  ["while the next mail is sent", sending("mail", 1)],
  ["between the next two of three", sending("slack", 2)],
  ["at another time", (life) => life.age(life.between(0, 3_000))],
  ["while the last of three is sent", sending("slack", 3)],
  ["late, while a mail is sent", sending("mail", 1, HEALTHY_MS)],
  ["once more in the middle of sending", sending("slack", 2)],
  ["at a last time", (life) => life.age(life.between(0, 3_000))],
];

/** Lets something happen that is told, and waits for its message. */
function sending(kind: "slack" | "mail", count: number, from = 0) {
  return async (life: Life) => {
    await life.age(from);
    const sent = life.sends(kind, count);
    await (kind === "mail" ? life.story.campaign() : life.story.failures(3));
    await sent;
  };
}

it(`loses nothing and tells nothing twice, though killed ${MOMENTS.length} times`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "kill-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const arrivals = watchStandIns(folder);
  const demo = startDemo(folder);
  const [, api = ""] = await demo.shows(/The Neo API's stand-in (http:\S+)/);

  await killAtEach({ folder, demo, arrivals, story: createStoryteller(api) });
  for (const kind of Object.values(KINDS)) await demo.shows(kind);
  await json(`${api}/simulator/clock`, { hold: true });
  await settled(api, arrivals);
  // The daemon's 35 days begin when it does, some seconds after the team's.
  const from = Date.now() - 35 * 86_400_000 + 600_000;
  const truth = await truthOf(api, from);
  demo.process.kill("SIGINT");
  expect(await once(demo.process, "exit")).toEqual([0, null]);

  const ledger = await ledgerOf(folder, from);
  expect(ledger.size).toBeGreaterThan(3_000);
  expect(ledger).toEqual(truth);

  const told = await toldOf(folder);
  console.info(`${told.messages.length} messages, of which ${told.unsure} were in doubt once`);
  expect(told.unsent).toEqual([]);
  expectEachDueOnce(told);
  expectArrivedOnce(folder, told);
  const posts = postsOf(folder);
  for (const [kind, text] of Object.entries(KINDS)) {
    const those = posts.filter((versions) => versions.some((version) => text.test(version)));
    expect(those, kind).toHaveLength(1);
  }
}, 400_000);

interface Killing {
  readonly folder: string;
  readonly demo: Demo;
  readonly arrivals: EventEmitter;
  readonly story: Storyteller;
}

async function killAtEach({ folder, demo, arrivals, story }: Killing): Promise<void> {
  const random = mulberry(SEED);
  const between = (least: number, most: number) => Math.round(least + (most - least) * random());
  const began = performance.now();
  let place = 0;
  for (const [name, reached] of MOMENTS) {
    const started = await demo.shows(/started(?: again)? with pid (\d+)/, place);
    const bornAt = performance.now();
    place += started.index + started[0].length;
    const from = place;
    const ended = demo.shows(/daemon: ended [^;]*;/, from);
    const life: Life = {
      shows: (text) => demo.shows(text, from),
      async creates(name) {
        const data = join(folder, "daemon");
        const names = () => (existsSync(data) ? readdirSync(data) : []);
        await expect
          .poll(names, { timeout: 60_000, interval: 5 })
          .toContainEqual(expect.stringMatching(name));
      },
      age: (ms) => elapse(Math.max(0, bornAt + ms - performance.now())),
      async sends(kind, count = 1) {
        for (let left = count; left > 0; left -= 1) await once(arrivals, kind);
      },
      ...{ story, between },
    };
    await Promise.race([
      reached(life),
      ended.then(([how]) => Promise.reject(new Error(`before it was killed ${name}: ${how}`))),
    ]);
    process.kill(Number(started[1]), "SIGKILL");
    const now = performance.now();
    console.info(
      `seed ${SEED}: killed ${name}, ${Math.round(now - bornAt)} ms after its start, ${Math.round(now - began)} ms in all`,
    );
    expect((await ended)[0]).toBe("daemon: ended by SIGKILL;");
  }
  await demo.shows(/started again with pid \d+/, place);
}

/** Emits `slack` and `mail` as a stand-in writes a message down, which it does before it answers. */
function watchStandIns(folder: string): EventEmitter {
  const arrivals = new EventEmitter();
  const watcher = watch(folder, (_, file) => {
    if (file === "slack.jsonl") arrivals.emit("slack");
    if (file === "mail.jsonl") arrivals.emit("mail");
  });
  onTestFinished(() => watcher.close());
  return arrivals;
}

/** Waits until the daemon has read what the held API shows, and longer than any group waits has told nothing. */
async function settled(api: string, arrivals: EventEmitter): Promise<void> {
  let last = performance.now();
  const heard = () => {
    last = performance.now();
  };
  arrivals.on("slack", heard).on("mail", heard);
  const served = async () => (await json<{ requests: number }>(`${api}/simulator/`)).requests;
  const before = await served();
  await expect.poll(served, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before + 6);
  await expect
    .poll(() => performance.now() - last, { timeout: 60_000, interval: 200 })
    .toBeGreaterThan(7_000);
}

/** Every alert that is due was sent on each of its lanes, and nothing was told twice. */
function expectEachDueOnce(told: Told): void {
  const counts = new Map<string, number>();
  for (const { lane, news } of told.messages) {
    for (const { id, startsAt } of news) {
      const key = `${lane} ${startsAt} ${id}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
  const due = dueOf(told);
  expect(due.length).toBeGreaterThan(20);
  expect(due.filter((key) => !counts.has(key))).toEqual([]);
}

/** What the database takes for sent is at the stand-ins, each message once, and nothing else is. */
function expectArrivedOnce(folder: string, told: Told): void {
  const sent = (kind: string) =>
    told.messages.filter(({ lane }) => lane.includes(`/${kind}/`)).map(({ key }) => key);
  const keys = slackOf(folder).flatMap(({ metadata }) => keyOf(metadata) ?? "without a key");
  expect(keys.sort()).toEqual(sent("slack").sort());
  // A mail that is sent again has the Message-ID that it had: mail programs fold the two into one.
  const mails = new Set(linesOf<Mail>(folder, "mail.jsonl").map(({ messageId }) => messageId));
  expect(mails.size).toBe(sent("email").length);
}

/** All that each Slack message outside the threads has said, before it was edited and after. */
function postsOf(folder: string): readonly (readonly string[])[] {
  const posts = new Map<string, string[]>();
  for (const { ts, threadTs, text, attachments } of linesOf<SlackMessage>(folder, "slack.jsonl")) {
    if (threadTs) continue;
    posts.set(ts, [...(posts.get(ts) ?? []), `${text} ${JSON.stringify(attachments)}`]);
  }
  return [...posts.values()];
}

/** A small generator of numbers in [0, 1) that a seed repeats. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
