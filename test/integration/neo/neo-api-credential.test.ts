import { describe, expect, test } from "vitest";
import { type NeoError, OperatorError } from "../../../src/core/errors.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { NeoReply } from "../../support/neo-server.ts";
import { failureOf, KEY, neoBench, QUERY, TOKEN } from "../../support/neo-server-bench.ts";

const bench = neoBench();

describe("the credential", () => {
  test("goes out as X-Api-Key, or as a bearer token", async () => {
    await bench.client().page(QUERY);
    await bench.client({ auth: "bearer", credential: new Secret(TOKEN) }).page(QUERY);
    const [withKey, withToken] = bench.server.requests;
    expect(withKey?.headers["x-api-key"]).toBe(KEY);
    expect(withKey?.headers.authorization).toBeUndefined();
    expect(withToken?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(withToken?.headers["x-api-key"]).toBeUndefined();
  });

  test.each(["", "neo_sk_a b", "neo_sk_abc\n", "neo_sk_ä"])(
    "that cannot be a header is refused at once, without being shown: %j",
    (value) => {
      const made = () => bench.client({ credential: new Secret(value) });
      expect(made).toThrow(OperatorError);
      expect(made).toThrow(/account "acme": its api_key is empty or/);
      if (value) expect(made).not.toThrow(value);
    },
  );

  /** Whatever a server or a proxy echoes must not come out again anywhere. */
  const echo = `<p>X-Api-Key: ${KEY}, Authorization: Bearer ${TOKEN}, other neo_sk_ffff0000ffff0000</p>`;
  const said = { error: echo, code: KEY, message: `bad key ${KEY}`, error_id: TOKEN };
  const replies: readonly (readonly [string, NeoReply])[] = [
    ...[301, 400, 401, 403, 404, 429, 500, 503].flatMap((status): [string, NeoReply][] => [
      [`${status} in HTML`, { status, text: echo, headers: { location: `/?key=${KEY}` } }],
      [`${status} in JSON`, { status, json: said }],
    ]),
    ["200 in HTML", { text: echo }],
    ["a wrong shape", { json: { echo } }],
    [
      "an unreadable row",
      { json: { data: [{ stream_id: KEY, [KEY]: TOKEN }], total: 1, has_more: false } },
    ],
  ];
  test.each(replies)("is in no error, no log line and no result: %s", async (_, reply) => {
    bench.server.script(reply, reply, reply, reply);
    const api = bench.client();
    const outcome = await api.page(QUERY).catch((error: NeoError) => error);
    const shown = [
      JSON.stringify(outcome, Object.getOwnPropertyNames(outcome)),
      String(outcome),
      String((outcome as Error).stack),
      String((outcome as Error).cause),
      JSON.stringify((outcome as { unreadable?: unknown }).unreadable),
      bench.log.text(),
      JSON.stringify(bench.telemetry.measured),
    ].join("\n");
    for (const secret of [KEY, TOKEN, "neo_sk_ffff0000ffff0000"])
      expect(shown).not.toContain(secret);
  });

  test("that looks like none is known by itself, also where an excerpt is cut", async () => {
    const opaque = "correct-horse-battery-staple";
    for (const lead of [0, 150, 190, 199]) {
      const reply = { status: 400, text: `${"x".repeat(lead)}${opaque} tail` };
      bench.server.script(reply);
      const api = bench.client({ auth: "bearer", credential: new Secret(opaque) });
      const error = await failureOf(api.page(QUERY));
      expect(error.message).not.toMatch(/corr|horse|staple/);
    }
  });
});
