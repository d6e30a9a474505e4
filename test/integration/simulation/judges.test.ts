import { expect, test } from "vitest";
import type { Message } from "../../../src/core/message/index.ts";
import { brokenJournal } from "../../simulation/judge/journal.ts";
import { wrongMessages } from "../../simulation/judge/messages.ts";
import type { Try } from "../../simulation/receiver.ts";
import { LANES } from "../../simulation/rules.ts";

function sent(over: Partial<Try> = {}): Try {
  const message = { key: "k", title: "over", firing: [], news: [], notice: "first", at: 0 };
  return {
    ...{ lane: LANES.all, at: 0, life: "life 1", marked: false, arrived: true, known: false },
    message: message as unknown as Message,
    ...over,
  };
}

test.each([
  ["one copy", [sent()], true, 0],
  ["a try that did not arrive, and one that did", [sent({ arrived: false }), sent()], true, 0],
  ["two copies where it could be looked up", [sent(), sent({ marked: true })], true, 1],
  ["two copies, the second marked, where it could not", [sent(), sent({ marked: true })], false, 0],
  ["two copies, the second unmarked", [sent(), sent()], false, 1],
  ["two copies, the first in no doubt", [sent({ known: true }), sent({ marked: true })], false, 1],
] as const)("%s", (_name, tries, lookUp, wrong) => {
  expect(wrongMessages(tries, lookUp)).toHaveLength(wrong);
});

const added = { seq: 1, rowNo: 1, kind: "added", before: null, after: null } as const;
const changed = {
  ...added,
  seq: 2,
  kind: "changed",
  before: { neoCredits: 1 },
  after: { neoCredits: 2 },
} as const;

test.each([
  ["a row that is added and changed", [added, changed], 0],
  [
    "a change that goes on from the last one",
    [added, changed, { ...changed, seq: 3, before: { neoCredits: 2 } }],
    0,
  ],
  ["a change from what was not", [added, changed, { ...changed, seq: 3 }], 1],
  ["a row that is added twice", [added, { ...added, seq: 2 }], 1],
  ["a number that was left out", [added, { ...changed, seq: 3 }], 1],
] as const)("%s makes a journal that is wrong or not", (_name, journal, wrong) => {
  expect(brokenJournal(journal)).toHaveLength(wrong);
});
