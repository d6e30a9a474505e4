import { type Alert, familyId, isToldOnce } from "../alerts/index.ts";
import { correctionOf } from "../corrections/index.ts";
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
  /** Firing and known, and a higher step of the same budget speaks for it here: forgotten once that was told. */
  readonly replaced: readonly Alert[];
  /** Over, and the receiver still takes it for firing. */
  readonly ending: readonly Alert[];
  /** Over with its calendar window before the receiver heard of it: told all the same, since it did happen. */
  readonly late: readonly Alert[];
  /** The incident goes on: the receiver was told something of it, whether or not that still counts. */
  readonly begun: boolean;
}

/** standing sorts a group's alerts: those the routes want in it, and those its receiver was told of before. */
export function standing(place: Place, roster: Roster): Standing {
  const stands: Sorting = { fresh: [], held: [], quiet: [], replaced: [], ending: [], late: [] };
  sortWanted(place, roster, stands);
  sortLeftovers(place, roster, stands);
  const told = place.prev?.toldFiring.length ?? 0;
  return { ...stands, begun: told + stands.held.length + stands.quiet.length > 0 };
}

function sortWanted(place: Place, roster: Roster, stands: Sorting): void {
  const known = roster.told.get(place.receiver) ?? new Map<string, number>();
  for (const alert of place.wanted) {
    const told = isTold(known, alert) || roster.digest.has(alert.id);
    if (!told) stands.fresh.push(alert);
    else if (isToldOnce(alert)) stands.quiet.push(alert);
    else stands.held.push(withCorrection(alert, place, roster));
  }
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
    const kind = leftover(alert, told.has(id));
    const settled = kind === "quiet" ? whereTo(alert, speakers, place, roster) : kind;
    if (settled) stands[settled].push(alert);
  }
}

type Sorting = Record<Exclude<keyof Standing, "begun">, Alert[]>;

/** What an alert is to a group that the routes no longer want it in. */
function leftover(alert: Alert, told: boolean): "quiet" | "ending" | "late" | null {
  if (!told) return isLate(alert) ? "late" : null;
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
