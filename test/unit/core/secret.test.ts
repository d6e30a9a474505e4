import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";

it("shows a secret as *** however it is printed", () => {
  const secret = new Secret("neo_sk_verysecret");
  const shown = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9 }),
  ];
  for (const text of shown) {
    expect(text).toContain("***");
    expect(text).not.toContain("verysecret");
  }
});

it("gives its value only to the call that asks for it", () => {
  expect(new Secret("value").reveal()).toBe("value");
});
