import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountRead } from "../../src/app/index.ts";
import { BACKENDS, type Backend } from "../support/backends.ts";
import { type NeoServer, startNeoServer, wireRow } from "../support/neo-server.ts";
import { runProgram } from "../support/program.ts";

const DAY = 86_400_000;

describe.each(Object.entries(BACKENDS))("collect on %s", (_name, open) => {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-collect-"));
  let backend: Backend;
  let acme: NeoServer;
  let beta: NeoServer;

  /** Noon in Auckland so many days ago: its days are others than those of UTC. */
  const noon = (daysAgo: number) => Math.floor(Date.now() / DAY) * DAY - daysAgo * DAY;
  const day = (daysAgo: number) => new Date(noon(daysAgo) + DAY / 2).toISOString().slice(0, 10);
  const dated = (id: string, daysAgo: number, neoCredits = 1) =>
    wireRow({
      stream_id: id,
      created_at: new Date(noon(daysAgo)).toISOString(),
      neo_credits: neoCredits,
    });

  async function run(args: string) {
    const main = join(process.cwd(), "dist/main.js");
    const out = join(folder, "out");
    const { env } = backend;
    const program = runProgram(
      `exec "${process.execPath}" "${main}" ${args} --config "${join(folder, "c.yaml")}" --data "${join(folder, "data")}" > "${out}"`,
      { cwd: folder, env: { ...env, NEO_BUDGETD_LOG: "json", NEO_API_KEY: "neo_sk_test" } },
    );
    const code = await program.ended();
    return { code, err: program.output(), out: readFileSync(out, "utf8") };
  }

  async function json(args: string) {
    const { code, out } = await run(`collect ${args} --json`);
    const { accounts } = JSON.parse(out) as { accounts: AccountRead[] };
    const days = accounts.flatMap((one) =>
      one.days.map((read) => [
        one.account,
        read.day,
        read.rows,
        read.added,
        read.updated,
        read.retracted,
      ]),
    );
    return { code, accounts, days };
  }

  beforeAll(async () => {
    [backend, acme, beta] = await Promise.all([open(), startNeoServer(), startNeoServer()]);
    writeFileSync(
      join(folder, "c.yaml"),
      `
timezone: Pacific/Auckland
accounts:
  - { name: acme, api_key: "\${NEO_API_KEY}", base_url: "${acme.url}", history: 3d }
  - { name: beta, api_key: "\${NEO_API_KEY}", base_url: "${beta.url}", history: 3d }
rules:
  - { name: failed, stream: { status: [failed] } }
receivers: [{ name: channel, console: [{}] }]
`,
    );
    acme.rows = [dated("a", 2), dated("b", 5), dated("c", 6)];
    expect((await run("start --once")).code).toBe(0);
  }, 120_000);

  afterAll(async () => {
    await Promise.all([acme.close(), beta.close()]);
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("reads the days of the zone, beyond the history too, and tells what each came to", async () => {
    const { code, days, accounts } = await json(`--from ${day(6)} --to ${day(3)} --account acme`);
    expect(days).toEqual([
      ["acme", day(6), 1, 1, 0, 0],
      ["acme", day(5), 1, 1, 0, 0],
      ["acme", day(4), 0, 0, 0, 0],
    ]);
    expect(accounts).toMatchObject([{ reason: "complete", detail: null, unread: [] }]);
    expect(code).toBe(0);
  }, 60_000);

  it("adds, changes and retracts what differs, of every account, and prints it as a table", async () => {
    acme.rows = [dated("a", 2), dated("b", 5, 7), dated("d", 5)];
    const { code, out, err } = await run(`collect --from ${day(6)} --to ${day(4)}`);
    expect(out.replace(/ +/g, " ")).toBe(
      `account day rows added changed retracted proven
acme ${day(6)} 0 0 0 1 yes
acme ${day(5)} 2 1 1 0 yes
beta ${day(6)} 0 0 0 0 yes
beta ${day(5)} 0 0 0 0 yes

acme: the ledger has all that the API has.
beta: the ledger has all that the API has.
`,
    );
    expect(err).toContain(`acme ${day(5)}: 2 rows, 1 added, 1 changed, 0 retracted`);
    expect(code).toBe(0);
    expect((await json(`--from ${day(6)} --to ${day(4)} --account acme`)).days).toEqual([
      ["acme", day(6), 0, 0, 0, 0],
      ["acme", day(5), 2, 0, 0, 0],
    ]);
  }, 60_000);

  it("ends with 1 where a day cannot be proven or not be read, and says which", async () => {
    acme.script({ status: 403, json: { error: "admins only", code: "forbidden" } });
    const refused = await run(`collect --from ${day(6)} --to ${day(4)}`);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(new RegExp(`acme +${day(6)} +not read`));
    expect(refused.out).toMatch(/acme: .*403.* 2 days were not read to their end\./s);
    expect(refused.out).toContain("beta: the ledger has all that the API has.");

    const lies = { data: [], total: 5, has_more: false };
    acme.script(...Array.from({ length: 3 }, () => ({ json: lies })));
    const { code, accounts } = await json(`--from ${day(6)} --to ${day(5)} --account acme`);
    expect(code).toBe(1);
    expect(accounts).toMatchObject([
      {
        reason: "incomplete",
        unread: [],
        days: [{ unproven: "0 distinct rows came, the API counts 5" }],
      },
    ]);
  }, 60_000);

  it.each([
    ["--from yesterday", /takes a day such as 2026-10-01 \(in Pacific\/Auckland\)/],
    ["--from 2026-10-01 --account nobody", /no account "nobody"\. The accounts are: acme, beta/],
  ])("ends with 2 for: %s", async (args, told) => {
    const { code, err } = await run(`collect ${args}`);
    expect(err).toMatch(told);
    expect(code).toBe(2);
  });
});
