import type { Try } from "../receiver.ts";
import { LANES } from "../rules.ts";
import { endedAt, type World } from "../world.ts";

/** Told is what single streams are judged by. */
export interface Told {
  readonly world: World;
  readonly tries: readonly Try[];
  /** When a rule was first evaluated for an account, by `account rule`: what is there or has ended before is history, and is not told. */
  readonly evaluatedSince: ReadonlyMap<string, number>;
}

/** streamsNotTold lists failed and blocked streams that a reader should have been told of and was not, or was told of twice. */
export function streamsNotTold({ world, tries, evaluatedSince }: Told): readonly string[] {
  const arrived = tries.filter(({ lane, arrived }) => lane === LANES.all && arrived);
  const messages = new Map(arrived.map(({ message }) => [message.key, message]));
  const told = new Map<string, number>();
  for (const { firing, news } of messages.values()) {
    for (const { id, stream } of firing) {
      if (stream && news.includes(id)) told.set(stream.id, (told.get(stream.id) ?? 0) + 1);
    }
  }
  const rows = [...world.rows].flatMap(([account, all]) => all.map((row) => ({ account, row })));
  return rows.flatMap(({ account, row }) => {
    const since = evaluatedSince.get(`${account} failed-or-blocked`) ?? Number.POSITIVE_INFINITY;
    const times = told.get(row.id) ?? 0;
    if (times > 1) return [`the ${row.status} stream ${row.id} was told ${times} times`];
    const demanded =
      (row.status === "failed" || row.status === "blocked") &&
      row.retractedAt === null &&
      row.visibleAt > since &&
      endedAt(row) > since;
    return demanded && times === 0 ? [`the ${row.status} stream ${row.id} was never told`] : [];
  });
}
