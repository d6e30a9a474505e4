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

/** Kept is an answer that holds until a moment, ms since the epoch. */
interface Kept {
  readonly value: string | null;
  readonly until: number;
}

/** People knows the members of a workspace by what it has asked Slack once. */
export interface People {
  /** Their name as shown; `otherwise` where Slack does not tell it. Never fails. */
  nameOf(id: string, otherwise: string): Promise<string>;
  /** The id of who has an address; null for nobody. Throws what the SDK throws where Slack cannot be asked. */
  idOf(email: string): Promise<string | null>;
}

/** createPeople asks Slack who somebody is, once, and remembers also whom it does not know. */
export function createPeople(slack: () => WebClient, log: Log, now: () => number): People {
  const names = new Map<string, Kept>();
  const ids = new Map<string, Kept>();

  function kept(cache: Map<string, Kept>, key: string): Kept | undefined {
    const known = cache.get(key);
    return known && known.until > now() ? known : undefined;
  }

  function keep(cache: Map<string, Kept>, key: string, value: string | null, forMs: number): void {
    cache.delete(key);
    cache.set(key, { value, until: now() + forMs });
    const [oldest] = cache.keys();
    if (cache.size > MOST && oldest !== undefined) cache.delete(oldest);
  }

  return {
    async nameOf(id, otherwise) {
      const known = kept(names, id);
      if (known) return known.value ?? otherwise;
      try {
        const { user } = await slack().users.info({ user: id });
        const name = user?.profile?.display_name || user?.real_name || user?.name;
        keep(names, id, name || null, KNOWN_MS);
        return name || otherwise;
      } catch (error) {
        keep(names, id, null, FAILED_MS);
        const word = error instanceof WebAPIPlatformError ? error.data.error : String(error);
        log.warn(
          "Slack does not tell the name of who acted; the name that came with the press is used. To do: give the app the scope users:read",
          { reason: word },
        );
        return otherwise;
      }
    },
    async idOf(email) {
      const key = email.toLowerCase();
      const known = kept(ids, key);
      if (known) return known.value;
      try {
        const { user } = await slack().users.lookupByEmail({ email });
        keep(ids, key, user?.id ?? null, user?.id ? KNOWN_MS : UNKNOWN_MS);
        return user?.id ?? null;
      } catch (error) {
        if (!(error instanceof WebAPIPlatformError) || !NOBODY.has(error.data.error)) throw error;
        keep(ids, key, null, UNKNOWN_MS);
        return null;
      }
    },
  };
}
