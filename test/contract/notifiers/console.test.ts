import { expect, it } from "vitest";
import { make } from "./benches.ts";
import { context, describeNotifier } from "./notifier.case.ts";
import { hostile, message } from "./samples.ts";

function bench(config: object = {}) {
  const written: string[] = [];
  const made = make("console", config, { write: (text) => void written.push(text) });
  return {
    ...made,
    secrets: [],
    arrived: () => written,
    onArrival: () => {},
    close: () => made.notifier.close(),
  };
}

describeNotifier<never>("console", { start: async () => bench(), failures: [] });

it("uses no colour where it does not write to a terminal, unless told to", async () => {
  const quiet = bench();
  await quiet.notifier.send(message(), context());
  expect(quiet.arrived()[0]).not.toContain("\u001b");
  const loud = bench({ color: "always" });
  await loud.notifier.send(message(), context());
  expect(loud.arrived()[0]).toContain("\u001b[33;1m");
});

it("lets no control character from data reach the terminal", async () => {
  const { notifier, arrived } = bench();
  await notifier.send(hostile(3), context());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what is looked for
  expect(arrived()[0]?.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
});
