import { WebAPIPlatformError, type WebClient } from "@slack/web-api";
import type { Log } from "../../../core/ports/index.ts";

/** A name may be changed, and an address may get an account: after so long, ms, Slack is asked again. */
const KNOWN_MS = 86_400_000;
/** Somebody whom Slack did not know may have come since. */
const UNKNOWN_MS = 3_600_000;
/** A failure of Slack's is tried again soon. */
const FAILED_MS = 60_000;
const MOST = 10_000;

/** Slack's words for an address that nobody in the workspace has. */
const NOBODY = new Set(["users_not_found", "user_not_found"]);

/** People knows the members of a workspace by what it has asked Slack once. */
export interface People {
  /** Their name as shown; `otherwise` where Slack does not tell it. Never fails. */
  nameOf(id: string, otherwise: string): Promise<string>;
  /** The id of who has an address; null for nobody. Throws what the SDK throws where Slack cannot be asked. */
  idOf(email: string): Promise<string | null>;
}

/** createPeople asks Slack who somebody is, once, and remembers also whom it does not know. */
export function createPeople(slack: () => WebClient, log: Log, now: () => number): People {
  const names = createCache(now);
  const ids = createCache(now);

  async function askName(id: string): Promise<Found> {
    try {
      const { user } = await slack().users.info({ user: id });
      const name = user?.profile?.display_name || user?.real_name || user?.name;
      return { value: name || null, forMs: KNOWN_MS };
    } catch (error) {
      const word = error instanceof WebAPIPlatformError ? error.data.error : String(error);
      log.warn(
        "Slack does not tell the name of who acted; the name that came with the press is used. To do: give the app the scope users:read",
        { reason: word },
      );
      return { value: null, forMs: FAILED_MS };
    }
  }

  async function askId(email: string): Promise<Found> {
    try {
      const { user } = await slack().users.lookupByEmail({ email });
      return user?.id ? { value: user.id, forMs: KNOWN_MS } : { value: null, forMs: UNKNOWN_MS };
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError) || !NOBODY.has(error.data.error)) throw error;
      return { value: null, forMs: UNKNOWN_MS };
    }
  }

  return {
    nameOf: async (id, otherwise) => (await names(id, askName)) ?? otherwise,
    idOf: (email) => ids(email.toLowerCase(), askId),
  };
}

/** Found is an answer, and for how long, ms, it holds. */
interface Found {
  readonly value: string | null;
  readonly forMs: number;
}

/** Who asks while an answer is on its way waits for that one; a question that fails is asked anew the next time. */
function createCache(now: () => number) {
  const known = new Map<string, { value: Promise<string | null>; until: number }>();
  return (key: string, ask: (key: string) => Promise<Found>): Promise<string | null> => {
    const kept = known.get(key);
    if (kept && kept.until > now()) return kept.value;
    const asked = ask(key);
    const entry = { value: asked.then(({ value }) => value), until: Number.POSITIVE_INFINITY };
    known.delete(key);
    known.set(key, entry);
    asked.then(
      ({ forMs }) => {
        entry.until = now() + forMs;
      },
      () => known.delete(key),
    );
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return entry.value;
  };
}
