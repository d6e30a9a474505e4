import { hourOfMember } from "./background.ts";
import { type Incident, incidentRows } from "./incident.ts";
import { membersOf, type TeamMember } from "./member.ts";
import { type Mishaps, mishapOf } from "./mishap.ts";
import { inOrder, type TeamRow } from "./row.ts";
import { createLocalHours, HOUR_MS } from "./working-hours.ts";

/** TeamOptions make a team; plain JSON, so that it can be stored and made again. */
export interface TeamOptions {
  readonly seed: string | number;
  /** The anchor, ms since the epoch: history lies before it, incidents are placed relative to it. */
  readonly now: number;
  /** How many days of history the team has at the anchor. */
  readonly days: number;
  /** How many members; the first nine are the named cast. */
  readonly members?: number;
  /** Streams a day over the whole team, averaged over a week. */
  readonly streamsPerDay?: number;
  readonly incidents?: readonly Incident[];
  readonly mishaps?: Mishaps;
}

/**
 * Team is a seeded model of a team's work: the same options give the same rows for ever, for any stretch of
 * time, the future included.
 */
export interface Team {
  readonly options: TeamOptions;
  readonly anchor: number;
  /** Nothing was created before this moment, ms since the epoch. */
  readonly from: number;
  readonly members: readonly TeamMember[];
  readonly incidents: readonly Incident[];
  /** Everyday rows created within one hour since the epoch, in order. */
  hour(hour: number): TeamRow[];
  /** The rows of one incident. */
  incidentRows(incident: Incident): TeamRow[];
  /** All rows created within `[from, to)`, in order, whether the API shows them yet or not. */
  rows(from: number, to: number): TeamRow[];
  /** Adds an incident; one whose name is known already is left out. */
  play(incident: Incident): void;
}

const DAY_MS = 24 * HOUR_MS;
const DEFAULTS = { members: 9, streamsPerDay: 100 };

/** createTeam makes the team that the options describe. */
export function createTeam(options: TeamOptions): Team {
  const seed = String(options.seed);
  const anchor = options.now;
  const from = anchor - options.days * DAY_MS;
  const members = membersOf(seed, options.members ?? DEFAULTS.members);
  const byEmail = new Map(members.map((member) => [member.email, member]));
  const weight = members.reduce((sum, member) => sum + member.weight, 0);
  const perHour = (options.streamsPerDay ?? DEFAULTS.streamsPerDay) / 24;
  const pace = { seed, anchor, hourlyByWeight: perHour / weight };
  const localHour = createLocalHours();
  const mishaps = options.mishaps;
  const incidents: Incident[] = [];

  const team: Team = {
    options,
    anchor,
    from,
    members,
    incidents,
    hour(hour) {
      const rows = members
        .flatMap((member) => hourOfMember(pace, member, hour, localHour(member.zone, hour)))
        .filter((row) => row.createdAt >= from);
      const fated = mishaps ? rows.map((row) => mishapOf(row, seed, mishaps)) : rows;
      return fated.sort(inOrder);
    },
    incidentRows(incident) {
      return incidentRows(incident, seed, anchor, memberNamed(byEmail, incident.member));
    },
    rows(start, end) {
      const found = incidents.flatMap((incident) => team.incidentRows(incident));
      const lastHour = Math.ceil(end / HOUR_MS);
      for (let hour = Math.floor(Math.max(start, from) / HOUR_MS); hour < lastHour; hour += 1) {
        for (const row of team.hour(hour)) found.push(row);
      }
      return found.filter((row) => row.createdAt >= start && row.createdAt < end).sort(inOrder);
    },
    play(incident) {
      if (!incidents.some(({ name }) => name === incident.name)) incidents.push(incident);
    },
  };
  for (const incident of options.incidents ?? []) team.play(incident);
  return team;
}

/** A script may name somebody who is not of the cast: that person then exists for the script alone. */
function memberNamed(members: ReadonlyMap<string, TeamMember>, email: string): TeamMember {
  return members.get(email) ?? { email, zone: "Etc/UTC", habit: "office", weight: 0 };
}
