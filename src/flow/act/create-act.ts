import type { Alert } from "../../core/alerts/index.ts";
import type { Actor, Acts, AlertStore, Clock, Log } from "../../core/ports/index.ts";
import { type CompileMatcher, type StoredSilence, windowEnd } from "../../core/quiet/index.ts";
import type { Rule } from "../../core/rules/index.ts";
import type {
  AcknowledgeRequest,
  Act,
  ActTarget,
  SilenceAlertsRequest,
  SilenceRequest,
} from "./act.ts";
import { checkSilence } from "./check-silence.ts";
import { findAlerts } from "./find-alerts.ts";
import { refuse } from "./refuse.ts";
import { silencesFor } from "./silences-for.ts";

/** ActParts is what the act verb works with. */
export interface ActParts {
  readonly acts: Acts;
  readonly store: Pick<AlertStore, "load">;
  readonly compileMatcher: CompileMatcher;
  /** The rules in force: their windows say when one ends. */
  readonly rules: () => readonly Rule[];
  readonly clock: Clock;
  readonly log: Log;
  /** Makes the id of a new silence. */
  readonly newId: () => string;
  /** Asks for an evaluation, which does what follows; where that fails, the next regular one does. */
  readonly evaluateSoon: () => Promise<void>;
}

/** createAct makes the verb by which people acknowledge and silence alerts. */
export function createAct(parts: ActParts): Act {
  const { acts, store, clock, log, compileMatcher } = parts;

  async function found(target: ActTarget): Promise<ReturnType<typeof findAlerts>> {
    return findAlerts(target, await store.load());
  }

  async function follow(act: string, by: Actor, fields: Readonly<Record<string, unknown>>) {
    log.info(`Alerts ${act} by ${by.name}`, { ...fields, by: by.name, via: by.via });
    await parts.evaluateSoon().catch((error: unknown) => {
      log.warn("Could not ask for an evaluation after an act; the next one takes it up", { error });
    });
  }

  async function put(request: Omit<SilenceRequest, "id">, id: string): Promise<StoredSilence> {
    const { matchers, startsAt, endsAt, comment, by, author = by.name } = request;
    const silence = { id, matchers, startsAt, endsAt, author, comment, updatedAt: clock.now() };
    await acts.putSilence(silence, by);
    return silence;
  }

  async function acknowledge({ target, by, assignee, comment }: AcknowledgeRequest) {
    const alerts = await found(target);
    if ("refusal" in alerts) return alerts;
    const said = {
      ...(assignee === undefined ? {} : { assignee }),
      ...(comment === undefined ? {} : { comment }),
    };
    const at = clock.now();
    const taken = alerts.map(({ id, startsAt, value, severity }) => ({
      ...{ alertId: id, startsAt: startsAt ?? at, at, by: by.name, value, severity },
      ...said,
    }));
    await acts.acknowledge(taken, by);
    await follow("acknowledged", by, { alerts: alerts.map(({ id }) => id) });
    return { ok: true, alerts } as const;
  }

  async function unacknowledge({ target, by }: Pick<AcknowledgeRequest, "target" | "by">) {
    const alerts = await found(target);
    if ("refusal" in alerts) return alerts;
    const now = clock.now();
    const { acknowledgements } = await acts.held(now);
    const taken = new Set(acknowledgements.map(({ alertId }) => alertId));
    const freed = alerts.filter(({ id }) => taken.has(id));
    if (freed.length === 0) return refuse("not_acknowledged");
    const ids = freed.map(({ id }) => id);
    await acts.unacknowledge(ids, by, now);
    await follow("given back", by, { alerts: ids });
    return { ok: true, alerts: freed } as const;
  }

  /** A silence that is changed keeps its id; one that becomes another is ended. Null where there is none to change. */
  async function idFor(request: SilenceRequest, now: number): Promise<string | null> {
    if (request.id === undefined) return parts.newId();
    const { silences } = await acts.held(now);
    const before = silences.find(({ id }) => id === request.id);
    if (!before) return null;
    if (isSame(before, request)) return before.id;
    await acts.expireSilence(before.id, request.by, now);
    return parts.newId();
  }

  async function silence(request: SilenceRequest) {
    const now = clock.now();
    const refused = checkSilence(request, compileMatcher, now);
    if (refused) return refused;
    const id = await idFor(request, now);
    if (id === null) return refuse("unknown_silence", request.id);
    const stored = await put(request, id);
    await follow("silenced", request.by, { silence: id });
    return { ok: true, silence: stored } as const;
  }

  async function silenceAlerts({ target, until, by, comment = "" }: SilenceAlertsRequest) {
    const alerts = await found(target);
    if ("refusal" in alerts) return alerts;
    const now = clock.now();
    const ends = endsFor(alerts, until, parts.rules(), now);
    if (ends === null) return refuse("no_window");
    const silences: StoredSilence[] = [];
    for (const { matchers, alerts: together } of silencesFor(alerts)) {
      const endsAt = Math.max(...together.map(({ id }) => ends.get(id) ?? now));
      const request = { matchers, startsAt: now, endsAt, by, comment };
      silences.push(await put(request, parts.newId()));
    }
    await follow("silenced", by, { silences: silences.map(({ id }) => id) });
    return { ok: true, silences } as const;
  }

  async function expire(id: string, by: Actor) {
    if (!(await acts.expireSilence(id, by, clock.now()))) return refuse("unknown_silence", id);
    await follow("no longer silenced", by, { silence: id });
    return { ok: true, id } as const;
  }

  return { acknowledge, unacknowledge, silence, silenceAlerts, expire };
}

/** When the silence of each alert ends; null where a window is to end and none of them has one. */
function endsFor(
  alerts: readonly Alert[],
  until: SilenceAlertsRequest["until"],
  rules: readonly Rule[],
  now: number,
): ReadonlyMap<string, number> | null {
  const ends = alerts.flatMap((alert) => {
    const rule = rules.find(({ name }) => name === alert.ref.rule);
    const end = until === "window_end" ? windowEnd(alert, rule, now) : now + until.forMs;
    return end === null ? [] : [[alert.id, end] as const];
  });
  return ends.length === alerts.length ? new Map(ends) : null;
}

/** Only its end and its words may change: whatever else it silenced stays what it was in the record. */
function isSame(before: StoredSilence, request: Pick<SilenceRequest, "matchers" | "startsAt">) {
  const text = ({ matchers }: Pick<SilenceRequest, "matchers">) =>
    JSON.stringify(matchers.map(({ label, operator, value }) => [label, operator, value]).sort());
  return before.startsAt === request.startsAt && text(before) === text(request);
}
