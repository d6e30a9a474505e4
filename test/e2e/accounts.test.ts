import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlackStandIn, type SlackStandIn } from "../../src/simulator/index.ts";
import { BACKENDS, type Backend } from "../support/backends.ts";
import { type NeoReply, type NeoServer, startNeoServer, wireRow } from "../support/neo-server.ts";
import { type Program, runProgram } from "../support/program.ts";

const SECRET = "the team's webhook secret";
const LIMITED: NeoReply = {
  status: 429,
  headers: { "retry-after": "3600" },
  json: { error: "slow" },
};

/** An address on which nobody listens. */
async function closedUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return `http://127.0.0.1:${port}`;
}

describe.each(Object.entries(BACKENDS))("several accounts on %s", (_name, open) => {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-accounts-"));
  let backend: Backend;
  let fine: NeoServer;
  let slow: NeoServer;
  let limited: NeoServer;
  let slack: SlackStandIn;
  let daemon: Program;
  let url = "";

  const told = (text: string) => slack.messages().some((one) => JSON.stringify(one).includes(text));
  async function messageWith(text: string): Promise<void> {
    while (!told(text)) {
      await Promise.race([once(slack.events, "message"), once(slack.events, "update")]);
    }
  }
  const failed = (id: string, title: string) =>
    wireRow({
      ...{ stream_id: id, task_id: id, task_title: title, status: "failed" },
      created_at: new Date().toISOString(),
      total_execution_ms: 0,
    });
  const call = (account: string, secret = SECRET, method = "POST") =>
    fetch(`${url}/hooks/neo/${account}`, {
      method,
      headers: { authorization: `Bearer ${secret}` },
    });

  beforeAll(async () => {
    backend = await open();
    [fine, slow, limited, slack] = await Promise.all([
      ...[startNeoServer(), startNeoServer(), startNeoServer()],
      createSlackStandIn(),
    ] as const);
    slow.script(...Array.from({ length: 500 }, (): NeoReply => ({ trouble: "silence" })));
    limited.script(...Array.from({ length: 500 }, () => LIMITED));
    const account = (name: string, base: string) =>
      `  - { name: ${name}, api_key: neo_sk_test, base_url: "${base}", poll_every: 1h, history: 2d }`;
    writeFileSync(
      join(folder, "c.yaml"),
      `
server: { port: 0, task_hook: { secret: "${SECRET}" } }
accounts:
${account("slow", slow.url)}
${account("down", await closedUrl())}
${account("limited", limited.url)}
${account("fine", fine.url)}
rules: [{ name: failed, stream: { status: [failed] } }]
receivers:
  - name: channel
    slack: [{ token: xoxb-test, channel: "#neo", api_url: "${slack.url}" }]
route: { receiver: channel, group_by: [rule], group_wait: 0s, group_interval: 1s }
`,
    );
    daemon = runProgram(
      `exec "${process.execPath}" "${join(process.cwd(), "dist/main.js")}" start --config c.yaml --data data`,
      { cwd: folder, env: { ...backend.env, NEO_BUDGETD_LOG: "json" } },
    );
    await daemon.shows('"msg":"Watching"', 60_000);
    url = /"health":"([^"]+)\/readyz"/.exec(daemon.output())?.[1] ?? "";
    await daemon.shows("Read the history of fine", 60_000);
    while (slow.requests.length === 0 || limited.requests.length === 0) {
      await Promise.race([slow.nextRequest(), limited.nextRequest()]);
    }
  }, 180_000);

  afterAll(async () => {
    await daemon.end("SIGKILL");
    await Promise.all([fine.close(), slow.close(), limited.close(), slack.close()]);
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("alert in time of the one that is fine while one is down, one hangs and one is rate limited", async () => {
    fine.rows = [failed("one", "Scan the staging network")];
    const message = messageWith("Scan the staging network");
    const began = performance.now();
    expect((await call("fine")).status).toBe(204);
    await message;
    // A second at most to the poll, milliseconds to the message; the rest is for a busy machine.
    expect(performance.now() - began).toBeLessThan(10_000);
    const page = (await (await fetch(`${url}/readyz`)).json()) as {
      checks: { accounts: { accounts: unknown } };
    };
    const { accounts } = page.checks.accounts;
    const read = (accounts as { account: string; complete_to: string | null }[]).map((one) => [
      one.account,
      one.complete_to !== null,
    ]);
    expect(Object.fromEntries(read)).toEqual({
      slow: false,
      down: false,
      limited: false,
      fine: true,
    });
  }, 60_000);

  it("take calls for each other without any polling twice, and a flood is few requests", async () => {
    const before = fine.requests.length;
    const asked = { slow: slow.requests.length, limited: limited.requests.length };
    await Promise.all(
      Array.from({ length: 300 }, (_, i) => call(["fine", "slow", "limited"][i % 3] ?? "")),
    );
    fine.rows = [...fine.rows, failed("two", "Probe the gateway")];
    const message = messageWith("Probe the gateway");
    expect((await call("fine")).status).toBe(204);
    await message;
    // Each poll is one page; the flood may have taken as many seconds as there are polls.
    expect(fine.requests.length - before).toBeLessThan(30);
    expect(limited.requests.length).toBe(asked.limited);
    expect(slow.requests.length - asked.slow).toBeLessThanOrEqual(2);
  }, 60_000);

  it("tell nothing to who has no secret", async () => {
    const answers = await Promise.all([
      ...[
        call("fine", "guess"),
        call("nobody", "guess"),
        call("nobody"),
        call("fine", SECRET, "GET"),
      ],
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 404, 405]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('task_calls_total{outcome="refused"} 3');
    expect(metrics).toContain('task_calls_total{outcome="unknown"} 1');
    expect(daemon.output()).not.toContain(SECRET);
  });
});
