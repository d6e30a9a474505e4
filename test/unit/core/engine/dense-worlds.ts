import fc from "fast-check";
import { comparing, DAY, HOUR, MINUTE } from "./random-rules.ts";
import { BASES, type Event, row, type World } from "./worlds.ts";

const DAYS = 30;

/** A random row for each of many days at about the same time, of which some are put, changed and taken back between the ticks. */
const history = fc.constantFrom(...BASES).chain((moment) =>
  fc.record({
    moment: fc.constant(moment),
    rows: fc.array(row(moment), { minLength: DAYS, maxLength: 2 * DAYS }),
    late: fc.array(fc.tuple(fc.integer({ min: 1, max: DAYS }), row(moment)), { maxLength: 10 }),
  }),
);

/** denseWorlds are random rules that compare windows, with rows at like times of many days: there is enough to compare. */
export const denseWorlds: fc.Arbitrary<World> = fc
  .record({
    rules: comparing,
    history,
    waits: fc.array(fc.constantFrom(0, 1, 15 * MINUTE, HOUR, DAY), { minLength: 1, maxLength: 4 }),
  })
  .map(({ rules, history: { moment, rows, late }, waits }) => {
    const times = (back: number) => {
      const createdAt = moment - (back % DAYS) * DAY + (back >= DAYS ? HOUR : 0);
      return { createdAt, finishedAt: createdAt, firstSeenAt: createdAt, executionMs: 0 };
    };
    const first = rows.map((each, back) => ({
      ...each,
      ...times(back),
      rowNo: back + 1,
      id: `s${back + 1}`,
    }));
    const later = late.map(([back, each]) => ({
      ...each,
      ...times(back - 1),
      rowNo: back,
      id: `s${back}`,
    }));
    let at = moment;
    const steps = waits.flatMap((wait, index): Event[] => {
      at += wait;
      const put = later.filter((_, place) => place % waits.length === index);
      return [{ put, news: false }, { tick: at }];
    });
    return { rules, events: [{ put: first, news: false }, { tick: moment }, ...steps] };
  });
