import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { alikeErrors, likeness } from "../../../../src/core/causes/likeness.ts";

describe("likeness", () => {
  test.each([
    ["the sandbox on node-17.eu.acme.io did not answer", "the sandbox on <host> did not answer"],
    ["the sandbox on 10.0.3.17:8443 did not answer", "the sandbox on <host> did not answer"],
    ["connect to fe80::1ff:fe23:4567:890a failed", "connect to <host> failed"],
    ["GET https://api.acme.io/v1/x?token=1 gave 503", "GET <url> gave <n>"],
    ["no file /var/lib/neo/run-81/out.json", "no file <path>"],
    ["no file C:\\neo\\run 81", "no file <path> <n>"],
    ["run 6f1c2a7e-93b4-4c1d-8e0f-1234567890ab died", "run <id> died"],
    ["commit 9f8e7d6c5b4a is gone", "commit <id> is gone"],
    ["segfault at 0xdeadbeef", "segfault at <id>"],
    ["job pod-7f9c4 was evicted", "job <id> was evicted"],
    ["timed out after 30s (attempt 3 of 5)", "timed out after <n>s (attempt <n> of <n>)"],
    ["since 2026-03-14T13:05:00Z nothing came", "since <time> nothing came"],
    ["mail to kim.lee@acme.io bounced", "mail to <address> bounced"],
    ["Unexpected token < in JSON", "Unexpected token < in JSON"],
    ["input/output error", "input/output error"],
    ["the defaced facade", "the defaced facade"],
  ])("makes of “%s” “%s”", (message, alike) => {
    expect(likeness(message)).toBe(alike);
  });

  it("is the same for messages that differ only in numbers, ids, hosts and paths", () => {
    const variable = fc.record({
      host: fc.domain(),
      id: fc.uuid(),
      number: fc.nat(),
      path: fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 2, maxLength: 4 }),
    });
    const told = ({ host, id, number, path }: Record<string, unknown>) =>
      `step ${number} of run ${id} on ${host} could not read /${(path as string[]).join("/")}`;
    fc.assert(
      fc.property(variable, variable, (one, other) => {
        expect(likeness(told(one))).toBe(likeness(told(other)));
      }),
    );
  });

  it("of a likeness is itself, and takes no time to speak of whatever it is given", () => {
    const hard = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.string({ unit: fc.constantFrom("a", "1", ".", "-", ":", "/", "@"), maxLength: 5_000 }),
    );
    fc.assert(
      fc.property(hard, (text) => {
        const began = performance.now();
        const alike = likeness(text);
        expect(performance.now() - began).toBeLessThan(250);
        expect(alike.length).toBeLessThan(2_000);
      }),
    );
  });
});

describe("alikeErrors", () => {
  it("groups by likeness, the most frequent first, out of all that failed", () => {
    const down = Array.from(
      { length: 12 },
      (_, i) => `the sandbox on node-${i}.acme.io did not answer`,
    );
    const messages = [...down, "quota exceeded", null, null, "quota exceeded", "disk full"];
    expect(alikeErrors(messages, 3)).toEqual([
      { text: "the sandbox on <host> did not answer", streams: 12, of: 17 },
      { text: "quota exceeded", streams: 2, of: 17 },
      { text: "disk full", streams: 1, of: 17 },
    ]);
  });

  it("keeps the very words of messages that are all the same", () => {
    const text = "the sandbox on node-3.acme.io did not answer";
    expect(alikeErrors([text, text], 1)).toEqual([{ text, streams: 2, of: 2 }]);
  });

  it("counts each message in one group", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string())), (messages) => {
        const said = messages.filter((message) => message !== null && message.trim() !== "");
        const groups = alikeErrors(messages, Number.POSITIVE_INFINITY);
        expect(groups.reduce((sum, { streams }) => sum + streams, 0)).toBe(said.length);
      }),
    );
  });
});
