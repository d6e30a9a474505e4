import type { Settings } from "../../config/index.ts";
import { settingsDigest } from "../../config/index.ts";
import type { Secret } from "../../core/secret.ts";
import { createHeldQuiet } from "../../flow/index.ts";
import { createRuleHistory, readKnownMembers } from "../../ledger/index.ts";
import { createSlackApp, type SlackApp, type SlackDesk } from "../../notifiers/index.ts";
import { compileMatcher } from "../compile-matcher.ts";
import type { Daemon } from "../daemon.ts";
import { createCommand } from "./command.ts";
import { createPress } from "./press.ts";

/** SlackDoor is where people in Slack come in, as the configuration has it. */
export interface SlackDoor {
  /** What calls to the daemon's own address are signed with; null where none are taken. */
  signingSecret(): Secret | null;
  /** Takes a call that is proven to be Slack's. */
  take(body: unknown): void;
  /** Whether Socket Mode is connected; null where it is not used. */
  connected(): boolean | null;
  /** Follows a changed configuration. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

/** openSlackDoor listens to the Slack app, where one is configured. */
export function openSlackDoor(daemon: Daemon): SlackDoor {
  const { options, settings } = daemon;
  const { clock, log } = options;
  const desk = deskOf(daemon);
  const now = () => clock.now();
  let known = settings().slackApp;
  let app: SlackApp | null = known ? createSlackApp(known, desk, { log, now }) : null;

  return {
    signingSecret: () => settings().slackApp?.signingSecret ?? null,
    take: (body) => app?.take(body),
    connected: () => app?.connected() ?? null,
    async reload() {
      const changed = settings().slackApp;
      if (isSame(known, changed)) return;
      known = changed;
      const before = app;
      app = changed ? createSlackApp(changed, desk, { log, now }) : null;
      await before?.close();
    },
    close: async () => app?.close(),
  };
}

function deskOf({ stores, act, receivers, settings, options }: Daemon): SlackDesk {
  const { clock, log } = options;
  const { alerts, acts, ledger, outbox, database } = stores;
  const held = createHeldQuiet({ acts, compileMatcher }, log);
  const press = createPress({
    ...{ act, held, alerts, outbox, settings, clock, log },
    notifiers: () => receivers.notifiers(),
  });
  const command = createCommand({
    ...{ ledger, alerts, acts, held, settings, clock },
    history: createRuleHistory(database),
    members: async () => [
      ...new Set((await readKnownMembers(database)).map(({ member }) => member)),
    ],
  });
  return { press, command };
}

/** A reload of the same file leaves the connection alone. */
function isSame(before: Settings["slackApp"], after: Settings["slackApp"]): boolean {
  const digest = (slackApp: Settings["slackApp"]) => settingsDigest({ slackApp } as Settings);
  return digest(before) === digest(after);
}
