import type { Wanted } from "../config/index.ts";
import { pairUp } from "./pair-up.ts";

/** Field is one expected property of a thing beside what it really is. */
export interface Field {
  readonly name: string;
  readonly wanted: string;
  /** Null where there is nothing to stand beside it. */
  readonly got: string | null;
  readonly ok: boolean;
  /** Shown once with what was got where the field differs: where it was looked for. */
  readonly beside?: readonly string[];
}

/** Kind says how one kind of thing is compared and shown. */
export interface Kind<Want, Got> {
  /** Things that an exact list must name; others it may. */
  readonly isOpen: (got: Got) => boolean;
  readonly fields: (want: Want, got: Got) => readonly Field[];
  /** What a test wrote, a line for each property. */
  readonly written: (want: Want) => readonly string[];
  /** Everything worth knowing of a thing, a line for each property. */
  readonly shown: (got: Got) => readonly string[];
}

/** Sides are what was expected and what was got, line by line, alike where they agree. */
export interface Sides {
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** compare holds what is there against what a test expects; null where it is as expected. */
export function compare<Want, Got>(
  wanted: Wanted<Want>,
  all: readonly Got[],
  kind: Kind<Want, Got>,
): Sides | null {
  const isExact = "exact" in wanted;
  const wants = isExact ? wanted.exact : wanted.some;
  const fits = (want: Want, got: Got) => kind.fields(want, got).every(({ ok }) => ok);
  const { pairs, restWanted, restGot } = pairUp(wants, all, fits, (want, got) => {
    return kind.fields(want, got).filter(({ ok }) => ok).length;
  });
  const open = all.filter(kind.isOpen);
  const surplus = restGot.filter((got) =>
    isExact ? kind.isOpen(got) : wanted.none.some((want) => fits(want, got)),
  );
  const count = isExact ? null : wanted.count;
  const right =
    pairs.every(([want, got]) => fits(want, got)) &&
    restWanted.length === 0 &&
    surplus.length === 0 &&
    (count === null || count === open.length);
  if (right) return null;
  const sides = [
    ...(count === null ? [] : [both([`count: ${count}`], [`count: ${open.length}`])]),
    ...pairs.map(([want, got]) => beside(kind.fields(want, got))),
    ...restWanted.map((want) => both(entry(kind.written(want)), [])),
    ...surplus.map((got) => both([], entry(kind.shown(got)))),
  ];
  // Where only the number is wrong, what there is tells why.
  if (count !== null && count !== open.length && sides.length === 1) {
    sides.push(...open.map((got) => both([], entry(kind.shown(got)))));
  }
  return {
    expected: orNone(sides.flatMap(({ expected }) => expected)),
    got: orNone(sides.flatMap(({ got }) => got)),
  };
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? ["(none)"] : lines;
}

function both(expected: readonly string[], got: readonly string[]): Sides {
  return { expected, got };
}

/** A property that fits is shown as it was written, so that only what differs stands out. */
function beside(fields: readonly Field[]): Sides {
  const texts = fields.filter(({ ok }) => !ok).flatMap((field) => field.beside ?? []);
  return both(
    entry(fields.map(({ name, wanted }) => `${name}: ${wanted}`)),
    entry([
      ...fields.flatMap(({ name, wanted, got, ok }) => {
        if (ok) return [`${name}: ${wanted}`];
        return got === null ? [] : [`${name}: ${got}`];
      }),
      ...[...new Set(texts)].map((line) => `text: ${line}`),
    ]),
  );
}

function entry(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return ["* (anything)"];
  return lines.map((line, index) => `${index === 0 ? "* " : "  "}${line}`);
}
