import type { Settings } from "../settings.ts";
import type { Path } from "../source/tree.ts";
import type { AlertInput, ExpectInput, MessageInput } from "./expect-schema.ts";
import type { Expectation, Wanted, WantedAlert, WantedMessage } from "./rule-test.ts";
import { spotOf } from "./spot.ts";
import type { Timing } from "./timing.ts";
import { readWanted } from "./wanted-quantity.ts";

/** compileExpect turns the entries of `expect` into expectations in order of time; names that do not exist are reported. */
export function compileExpect(
  timing: Timing,
  path: Path,
  expects: readonly ExpectInput[],
  settings: Settings,
): readonly Expectation[] {
  const { report } = timing;
  const compiled = expects.flatMap((input, index): Expectation[] => {
    const here = [...path, index];
    const at = timing.moment([...here, "at"], input.at);
    if (at === null) return [];
    if (at < timing.origin.start) {
      report.error([...here, "at"], "Before the start there is nothing to look at");
    }
    if (input.alerts === undefined && input.messages === undefined) {
      report.error(here, 'An expectation needs "alerts" or "messages"');
    }
    const alert = (entry: AlertInput, place: Path) => wantedAlert(timing, place, entry, settings);
    const message = (entry: MessageInput, place: Path) =>
      wantedMessage(timing, place, entry, settings);
    return [
      {
        at,
        written: input.at.text,
        spot: spotOf(report, here),
        ...(input.alerts && { alerts: wanted(input.alerts, [...here, "alerts"], alert) }),
        ...(input.messages && { messages: wanted(input.messages, [...here, "messages"], message) }),
      },
    ];
  });
  return compiled.sort((a, b) => a.at - b.at);
}

type Listing<In> =
  | readonly In[]
  | {
      readonly count?: number | undefined;
      readonly some?: readonly In[] | undefined;
      readonly none?: readonly In[] | undefined;
    };

function wanted<In, Out>(
  input: Listing<In>,
  path: Path,
  compile: (entry: In, path: Path) => Out,
): Wanted<Out> {
  const all = (entries: readonly In[] | undefined, base: Path) =>
    (entries ?? []).map((entry, index) => compile(entry, [...base, index]));
  if (isList(input)) return { exact: all(input, path) };
  const { count, some, none } = input;
  return {
    count: count ?? null,
    some: all(some, [...path, "some"]),
    none: all(none, [...path, "none"]),
  };
}

function isList<In>(input: Listing<In>): input is readonly In[] {
  return Array.isArray(input);
}

function wantedAlert(
  { report }: Timing,
  path: Path,
  { value, limit, ...entry }: AlertInput,
  { rules, usdPerCredit }: Settings,
): WantedAlert {
  const rule = rules.find(({ name }) => name === entry.rule);
  if (entry.rule !== undefined && !rule) {
    const names = rules.map(({ name }) => name);
    report.unknownName([...path, "rule"], "rule", entry.rule, names);
  }
  if (rule && entry.step !== undefined) {
    const steps = rule.kind === "budget" ? [...rule.steps, ...rule.forecast] : [];
    const labels = [...steps.map(({ label }) => label), "no data"];
    if (!labels.includes(entry.step)) {
      report.unknownName([...path, "step"], "step", entry.step, labels);
    }
  }
  const quantity = (text: string | undefined) =>
    text === undefined ? undefined : (readWanted(text, usdPerCredit) ?? undefined);
  return defined({ ...entry, value: quantity(value), limit: quantity(limit) });
}

function wantedMessage(
  { report }: Timing,
  path: Path,
  entry: MessageInput,
  { receivers }: Settings,
): WantedMessage {
  const names = receivers.map(({ name }) => name);
  if (entry.receiver !== undefined && !names.includes(entry.receiver)) {
    report.unknownName([...path, "receiver"], "receiver", entry.receiver, names);
  }
  return defined(entry);
}

/** Only what is written is compared. */
function defined<T extends object>(
  entry: T,
): { readonly [Key in keyof T]: Exclude<T[Key], undefined> } {
  const given = Object.entries(entry).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}
