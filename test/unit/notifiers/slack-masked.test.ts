import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attachmentOf, replyOf, replySummary } from "../../../src/notifiers/slack/format.ts";
import { metadataOf } from "../../../src/notifiers/slack/look-up.ts";
import { masked, maskedText } from "../../../src/notifiers/slack/masked.ts";
import { budgetAlert } from "../../contract/notifiers/sample-alerts.ts";
import { message, SAMPLES } from "../../contract/notifiers/samples.ts";
import { anyMessage } from "./texts.ts";

const ADDRESS = /[\p{L}\p{N}._-]@[a-z]+\.(io|example)/u;

/** Everything of a message that goes to Slack. */
const sent = (any: ReturnType<typeof message>) =>
  JSON.stringify([
    attachmentOf(any, { buttons: true, publicUrl: "https://budget.acme.io/" }),
    replyOf(any),
    replySummary(any),
    metadataOf(any),
  ]);

describe("masked addresses", () => {
  it.each([
    ["lead@acme.io", "l***@acme.io"],
    ["lead@acme.io spent 41.2", "l***@acme.io spent 41.2"],
    ["<mailto:lead@acme.io>, (ann.b+c@red.acme.io)", "<mailto:l***@acme.io>, (a***@red.acme.io)"],
    ["Ünal@acme.io und 李@acme.io", "Ü***@acme.io und 李***@acme.io"],
    ["l***@acme.io", "l***@acme.io"],
    ["no address @here, 5 @ 3 or a@b", "no address @here, 5 @ 3 or a@b"],
  ])("in %j read %j", (text, wanted) => {
    expect(maskedText(text)).toBe(wanted);
  });

  it("are looked for once in a text, however long: one of a million letters is no work", () => {
    const long = `${"x".repeat(1_000_000)} @`;
    expect(maskedText(long)).toBe(long);
  });

  it.each(Object.entries(SAMPLES))("are all that is left of them in %s", (_, sample) => {
    expect(sent(masked(sample))).not.toMatch(ADDRESS);
  });

  it("stand wherever an address can: title, causes, errors, the words of people and templates", () => {
    const at = "secret.name@acme.io";
    const alert = budgetAlert({
      ...{ summary: at, description: `ask ${at}`, advice: at },
      hush: { reason: "acknowledged", source: at, by: at, at: 0, comment: at, assignee: at },
      stream: { errorMessage: `denied for ${at}`, taskTitle: at, member: at } as never,
    });
    const any = message({
      ...{ firing: [alert], title: `${at} spent`, note: at, groupLabels: { member: at } },
      chart: { kind: "budget", who: at } as never,
      text: { parts: [at] } as never,
    });
    expect(JSON.stringify({ ...masked(any), key: "", groupKey: "" })).not.toContain("secret.name");
  });

  it("leave the rest of a message as it is, and its news what it is about", () => {
    const plain = message({ firing: [budgetAlert({ summary: "no address here" })] });
    const hidden = masked(plain);
    expect(hidden.news).toEqual(hidden.firing.map(({ id }) => id));
    expect([hidden.key, hidden.groupKey]).toEqual([plain.key, plain.groupKey]);
    fc.assert(
      fc.property(anyMessage, (any) => {
        expect(masked(masked(any))).toEqual(masked(any));
      }),
      { numRuns: 30 },
    );
  });
});
