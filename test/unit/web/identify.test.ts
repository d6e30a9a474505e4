import { describe, expect, test } from "vitest";
import { LOCAL } from "../../../src/core/visitor.ts";
import { sha256 } from "../../../src/web/auth/hash.ts";
import { type Asked, type Doors, identify } from "../../../src/web/auth/identify.ts";
import { tokenNamed } from "../../support/visits.ts";

const TOKEN = "budgetd_correct-horse-battery-staple";
const grafana = tokenNamed("grafana", TOKEN, ["read"]);
const proxy = {
  header: "x-forwarded-user",
  from: ["10.0.0.0/8", "::1/128"],
  scopes: ["read"],
} as const;

const CLOSED: Doors = { onLoopback: true, tokens: [], proxy: null };
const TOKENS: Doors = { ...CLOSED, onLoopback: false, tokens: [tokenNamed("ana", "x"), grafana] };
const PROXY: Doors = { ...CLOSED, onLoopback: false, proxy };

const HERE: Asked = {
  ...{ bearer: null, session: null, peer: "127.0.0.1", proxied: null },
  ...{ host: "127.0.0.1", forwarded: false },
};
const AWAY: Asked = { ...HERE, peer: "203.0.113.7", host: "budget.acme.io" };
const session = (token: string) => ({
  ...{ id: "i", token: sha256(token), startedAt: 0, endsAt: 1 },
});

const GRAFANA = { name: "grafana", scopes: ["read"] };
const ANA = { name: "ana@acme.io", scopes: ["read"] };
const LONG = "n".repeat(5_000);

describe("who asks", () => {
  test.each<[string, Doors, Asked, unknown]>([
    ["nobody has to log in on this machine", CLOSED, HERE, { visitor: LOCAL, by: "local" }],
    ["nor by its name", CLOSED, { ...HERE, host: "localhost" }, { visitor: LOCAL, by: "local" }],
    [
      "nor by IPv6",
      CLOSED,
      { ...HERE, host: "[::1]", peer: "::ffff:127.0.0.1" },
      { visitor: LOCAL, by: "local" },
    ],
    ["a page whose name leads here", CLOSED, { ...HERE, host: "evil.example" }, "not_this_machine"],
    [
      "a name that only begins like this machine's",
      CLOSED,
      { ...HERE, host: "127.0.0.1.evil.example" },
      "not_this_machine",
    ],
    ["a proxy on this machine", CLOSED, { ...HERE, forwarded: true }, "not_this_machine"],
    ["another machine", CLOSED, { ...HERE, peer: "10.0.0.2" }, "not_this_machine"],
    ["a connection of which nothing is known", CLOSED, { ...HERE, peer: null }, "not_this_machine"],
    [
      "another machine's header, with no proxy configured",
      CLOSED,
      { ...AWAY, proxied: "ana@acme.io" },
      "not_this_machine",
    ],
    [
      "anybody, once the configuration lost what lets people in",
      { ...CLOSED, onLoopback: false },
      HERE,
      "nobody_may",
    ],
    ["a token", TOKENS, { ...AWAY, bearer: TOKEN }, { visitor: GRAFANA, by: "token" }],
    ["a wrong token", TOKENS, { ...AWAY, bearer: "guess" }, "wrong_token"],
    ["an empty token", TOKENS, { ...AWAY, bearer: "" }, "wrong_token"],
    [
      "the hash in the configuration, given as a token",
      TOKENS,
      { ...AWAY, bearer: sha256(TOKEN) },
      "wrong_token",
    ],
    ["a token where none is configured", CLOSED, { ...HERE, bearer: TOKEN }, "wrong_token"],
    [
      "a wrong token beside a session",
      TOKENS,
      { ...AWAY, bearer: "guess", session: session(TOKEN) },
      "wrong_token",
    ],
    [
      "a session",
      TOKENS,
      { ...AWAY, session: session(TOKEN) },
      { visitor: GRAFANA, by: "session" },
    ],
    [
      "a session whose token is configured no more",
      TOKENS,
      { ...AWAY, session: session("old") },
      "not_logged_in",
    ],
    ["nobody, from elsewhere", TOKENS, AWAY, "not_logged_in"],
    ["nobody, from this machine", TOKENS, HERE, "not_logged_in"],
    [
      "the proxy's word",
      PROXY,
      { ...AWAY, peer: "10.1.2.3", proxied: " ana@acme.io " },
      { visitor: ANA, by: "proxy" },
    ],
    [
      "the proxy's word, by IPv6",
      PROXY,
      { ...AWAY, peer: "::1", proxied: "ana@acme.io" },
      { visitor: ANA, by: "proxy" },
    ],
    [
      "the proxy's word, from an address in IPv6's notation",
      PROXY,
      { ...AWAY, peer: "::ffff:10.1.2.3", proxied: "ana@acme.io" },
      { visitor: ANA, by: "proxy" },
    ],
    [
      "the same word from another address",
      PROXY,
      { ...AWAY, proxied: "ana@acme.io" },
      "not_logged_in",
    ],
    ["no word from the proxy", PROXY, { ...AWAY, peer: "10.1.2.3" }, "not_logged_in"],
    [
      "an empty word from the proxy",
      PROXY,
      { ...AWAY, peer: "10.1.2.3", proxied: "  " },
      "not_logged_in",
    ],
    [
      "a word of the proxy's without end",
      PROXY,
      { ...AWAY, peer: "10.1.2.3", proxied: LONG },
      { visitor: { ...ANA, name: LONG.slice(0, 200) }, by: "proxy" },
    ],
  ])("%s", (_, doors, asked, expected) => {
    expect(identify(asked, doors)).toEqual(expected);
  });
});
