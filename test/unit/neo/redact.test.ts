import fc from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { excerptFor } from "../../../src/neo/redact.ts";

const excerpt = excerptFor(new Secret("correct-horse-battery"));

test.each([
  ["line breaks and control characters", "a\r\n\t\u001b[31mb", "a [31mb"],
  ["a long text", "x".repeat(300), `${"x".repeat(200)}…`],
  ["the account's own credential", "key=correct-horse-battery;", "key=***;"],
  ["another Neo key", "neo_sk_0123abcd was sent", "*** was sent"],
  ["a bearer token", "Authorization: bearer abc.def/1==", "Authorization: ***"],
  ["a JSON web token", "t=eyJhbGci.eyJzdWIi.c2ln&", "t=***&"],
])("cuts and blots out: %s", (_, text, shown) => {
  expect(excerpt(text)).toBe(shown);
});

test("no part of the credential is left, wherever it stands and whatever surrounds it", () => {
  const filler = fc.constantFrom(" ", "x", "\n");
  fc.assert(
    fc.property(fc.nat(17_000), filler, fc.nat(300), (lead, fill, tail) => {
      const text = `${fill.repeat(lead)}correct-horse-battery${fill.repeat(tail)}`;
      expect(excerpt(text)).not.toMatch(/corr|horse|batt/);
    }),
    {
      examples: [
        [16_375, " ", 100],
        [16_383, " ", 0],
      ],
    },
  );
});
