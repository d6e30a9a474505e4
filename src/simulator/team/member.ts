import { randomOf } from "../random.ts";

/** TeamMember is one person (or bot) of the simulated team, with the habits that shape their spend. */
export interface TeamMember {
  readonly email: string;
  readonly zone: string;
  /** `office` works by day on weekdays, `batch` mostly at night and every day. */
  readonly habit: "office" | "batch";
  /** Share of the team's streams, relative to the others. */
  readonly weight: number;
  /** A run that starts every night at this hour of the member's zone. */
  readonly nightlyAt?: number;
  /** How many days before the anchor the member moved to an own key (BYOK). */
  readonly byokForDays?: number;
}

/** TEAM is the cast: three departments, five zones, one bot, one member who moved to BYOK two weeks ago. */
export const TEAM: readonly TeamMember[] = [
  { email: "lead@acme.io", zone: "Europe/Berlin", habit: "office", weight: 0.7 },
  { email: "mira.holt@red.acme.io", zone: "Europe/Berlin", habit: "office", weight: 1.3 },
  {
    email: "jonas.weber@red.acme.io",
    zone: "Europe/Berlin",
    habit: "office",
    weight: 1.2,
    nightlyAt: 2,
  },
  { email: "aiko.tanaka@red.acme.io", zone: "Asia/Tokyo", habit: "office", weight: 1.1 },
  { email: "sam.okafor@blue.acme.io", zone: "Europe/London", habit: "office", weight: 0.9 },
  { email: "diego.ramos@blue.acme.io", zone: "America/New_York", habit: "office", weight: 1 },
  {
    email: "nora.lind@appsec.acme.io",
    zone: "Europe/Stockholm",
    habit: "office",
    weight: 1,
    byokForDays: 14,
  },
  {
    email: "tom.becker@appsec.acme.io",
    zone: "America/Los_Angeles",
    habit: "office",
    weight: 0.8,
  },
  {
    email: "ci-scanner@appsec.acme.io",
    zone: "Etc/UTC",
    habit: "batch",
    weight: 1.5,
    nightlyAt: 3,
  },
];

const FIRST = ["ada", "ben", "chen", "dana", "eli", "fay", "gus", "hana", "ivo", "juno"] as const;
const LAST = ["adler", "brandt", "costa", "diaz", "ek", "fox", "gray", "hart", "ito"] as const;
const DEPARTMENTS = ["red", "blue", "appsec"] as const;
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Asia/Kolkata"] as const;

/** membersOf returns the first `count` of the cast and, beyond it, further members that the seed makes up. */
export function membersOf(seed: string, count: number): readonly TeamMember[] {
  const members = TEAM.slice(0, count);
  for (let number = members.length + 1; number <= count; number += 1) {
    const random = randomOf(`${seed}/member/${number}`);
    const name = `${random.pick(FIRST)}.${random.pick(LAST)}${number}`;
    members.push({
      email: `${name}@${random.pick(DEPARTMENTS)}.acme.io`,
      zone: random.pick(ZONES),
      habit: random.chance(0.9) ? "office" : "batch",
      weight: random.logNormal(0.8, 0.6),
    });
  }
  return members;
}
