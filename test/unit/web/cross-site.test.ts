import { describe, expect, test } from "vitest";
import { isCrossSite } from "../../../src/web/auth/cross-site.ts";

const HOST = "budget.acme.io:9464";
const OWN = `http://${HOST}`;
const PUBLIC = "https://neo.acme.io/budget";

describe("a page of another site", () => {
  test.each<[string, string, string | undefined, string | undefined, boolean]>([
    ["may have the browser read", "GET", "cross-site", "https://evil.example", false],
    ["may have it ask what it may", "OPTIONS", undefined, "https://evil.example", false],
    ["may not have it change anything", "POST", "cross-site", "https://evil.example", true],
    ["may not, by any method", "DELETE", "cross-site", undefined, true],
    ["may not, from a sibling domain", "POST", "same-site", "https://other.acme.io", true],
    ["may not, in an old browser", "POST", undefined, "https://evil.example", true],
    ["may not, from a sandbox", "POST", undefined, "null", true],
    ["may not, from a sandbox in a new browser", "POST", "cross-site", "null", true],
    ["may not, from another port", "POST", undefined, "http://budget.acme.io:80", true],
    ["may not, with an origin that is none", "POST", undefined, "budget", true],
    ["is not this one", "POST", "same-origin", OWN, false],
    ["is not this one, in an old browser", "POST", undefined, OWN, false],
    ["is not the public address", "POST", undefined, "https://neo.acme.io", false],
    [
      "is not the public address of a new browser",
      "POST",
      "same-site",
      "https://neo.acme.io",
      false,
    ],
    ["is not a person who types", "POST", "none", undefined, false],
    ["is not a program", "POST", undefined, undefined, false],
  ])("%s: %s", (_, method, secFetchSite, origin, expected) => {
    expect(isCrossSite({ method, host: HOST, origin, secFetchSite }, PUBLIC)).toBe(expected);
  });
});
