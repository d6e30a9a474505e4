import { type Alert, familyId, isToldOnce } from "../alerts/index.ts";
import { correctionOf } from "../corrections/index.ts";
import { acknowledgedBy, type Hush } from "../quiet/index.ts";
import type { Place, Roster } from "./place.ts";
import { isTold, readTold } from "./told.ts";

/** Standing is how a group's alerts stand to what its receiver was told, at one moment. */
export interface Standing {
  /** Firing, and the receiver does not know. */
  readonly fresh: readonly Alert[];
  /** Firing, and the receiver knows; `corrected` where edits of rows have changed what it knows. */
  readonly held: readonly Alert[];
  /** Firing and known, but nothing to be repeated: another step speaks elsewhere, the route now leads elsewhere, or a single stream. */
  readonly quiet: readonly Alert[];
  /** Firing and known, and kept quiet by a silence, another alert or an acknowledgement: told of, not repeated. */
  readonly hushed: readonly Alert[];
  /** Firing and known, and worse than what someone took on: told again as news. */
  readonly again: readonly Alert[];
  /** Firing and known, and a higher step of the same budget speaks for it here: forgotten once that was told. */
  readonly replaced: readonly Alert[];
  /** Over, and the receiver still takes it for firing. */
  readonly ending: readonly Alert[];
  /** Over with its calendar window before the receiver heard of it: told all the same, since it did happen. */
  readonly late: readonly Alert[];
  /** The incident goes on: the receiver was told something of it, whether or not that still counts. */
  readonly begun: boolean;
}

/** knownIn lists all that fires and that the receiver knows of. */
export function knownIn({
  held,
  again,
  quiet,
  hushed,
}: Pick<Standing, "held" | "again" | "quiet" | "hushed">): readonly Alert[] {
  return [...held, ...again, ...quiet, ...hushed];
}

/** standing sorts a group's alerts: those the routes want in it, and those its receiver was told of before. */
export function standing(place: Place, roster: Roster): Standing {
  const stands: Sorting = {
    ...{ fresh: [], held: [], quiet: [], hushed: [], again: [] },
    ...{ replaced: [], ending: [], late: [] },
  };
  sortWanted(place, roster, stands);
  sortLeftovers(place, roster, stands);
  const told = place.prev?.toldFiring.length ?? 0;
  return { ...stands, begun: told + knownIn(stands).length > 0 };
}

function sortWanted(place: Place, roster: Roster, stands: Sorting): void {
  const known = roster.told.get(place.receiver) ?? new Map<string, number>();
  for (const alert of place.wanted) {
    const told = isTold(known, alert) || inDigest(roster, place.key, alert.id);
    const hush = roster.quiet.hushOf(alert);
    if (!told) {
      // One that is hushed is left out, and fresh when that is over.
      if (!hush) stands.fresh.push(alert);
    } else if (isToldOnce(alert)) stands.quiet.push(alert);
    else sortKnown(withCorrection(alert, place, roster), hush, { place, roster, stands });
  }
}

/** inDigest tells whether this evaluation's digest tells an alert to the receiver of a group. */
export function inDigest({ digest }: Pick<Roster, "digest">, key: string, id: string): boolean {
  return digest.get(key)?.has(id) ?? false;
}

interface Sorted {
  readonly place: Place;
  readonly roster: Roster;
  readonly stands: Sorting;
}

function sortKnown(alert: Alert, hush: Hush | null, { place, roster, stands }: Sorted): void {
  if (hush) {
    // What someone looks after is kept right for the reader, though not repeated.
    const amends = hush.reason === "acknowledged" && alert.corrected !== undefined;
    stands[amends ? "held" : "hushed"].push({ ...alert, hush });
    return;
  }
  const worse = roster.quiet.takenOn(alert) !== null || place.prev?.again?.includes(alert.id);
  stands[worse ? "again" : "held"].push(alert);
}

function withCorrection(alert: Alert, place: Place, { values, amendFromPpm }: Roster): Alert {
  const told = values.get(place.receiver)?.get(alert.id);
  const corrected = correctionOf(told, alert.unit, amendFromPpm);
  return corrected ? { ...alert, corrected } : alert;
}

function sortLeftovers(place: Place, roster: Roster, stands: Sorting): void {
  const told = readTold(place.prev?.toldFiring ?? []);
  const wanted = new Set(place.wanted.map(({ id }) => id));
  const speakers = new Set(place.wanted.map(({ ref }) => familyId(ref)));
  for (const id of new Set([...told.keys(), ...(place.prev?.alertIds ?? [])])) {
    const alert = wanted.has(id) ? undefined : roster.alerts.get(id);
    if (!alert) continue;
    const kind = leftover(alert, told.has(id), roster);
    const settled = kind === "quiet" ? whereTo(alert, speakers, place, roster) : kind;
    if (settled) stands[settled].push(withTaker(alert, roster));
  }
}

/** Who had taken on what is over is told with its end. */
function withTaker(alert: Alert, { quiet }: Roster): Alert {
  const known = alert.status === "firing" ? null : quiet.acknowledgementOf(alert);
  return known ? { ...alert, hush: acknowledgedBy(known) } : alert;
}

type Sorting = Record<Exclude<keyof Standing, "begun">, Alert[]>;

/** What an alert is to a group that the routes no longer want it in. */
function leftover(
  alert: Alert,
  told: boolean,
  { quiet }: Roster,
): "quiet" | "ending" | "late" | null {
  if (!told) return isLate(alert) && !quiet.hushOf(alert) ? "late" : null;
  if (alert.status === "firing") return "quiet";
  return alert.reason === "told" ? null : "ending";
}

function isLate(alert: Alert): boolean {
  return alert.status === "resolved" && alert.reason === "window_ended" && !alert.covered;
}

/** What becomes of an alert that fires on: another group of the receiver may have it now, and goes on with it. */
function whereTo(
  alert: Alert,
  speakers: ReadonlySet<string>,
  place: Place,
  roster: Roster,
): "replaced" | "quiet" | null {
  if (alert.covered && speakers.has(familyId(alert.ref))) return "replaced";
  const targets = roster.wanted.get(alert.id) ?? [];
  const moved = targets.some(
    ({ receiver, key }) => receiver === place.receiver && key !== place.key,
  );
  return moved ? null : "quiet";
}
