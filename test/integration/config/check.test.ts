import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CheckOptions, runCheck } from "../../../src/cli/commands/check.ts";
import { runSchema } from "../../../src/cli/commands/schema.ts";
import type { KnownLedger } from "../../../src/config/index.ts";

const EXAMPLE = new URL("../../../config/neo-budgetd.yaml", import.meta.url).pathname;
const ENV = {
  NEO_API_KEY: "neo_sk_secret",
  SLACK_BOT_TOKEN: "xoxb-secret",
  SMTP_URL: "smtp://user:secret@mail.acme.io",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "check-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function check(path: string, options: Partial<CheckOptions> = {}) {
  const output = { out: "", err: "" };
  const code = runCheck({
    path,
    env: ENV,
    ...options,
    out: (text) => {
      output.out += text;
    },
    err: (text) => {
      output.err += text;
    },
  });
  return { code, ...output };
}

function wrong(): string {
  const path = join(folder, "wrong.yaml");
  writeFileSync(path, "accounts:\n  - { name: acme, api_key: neo_sk_secret, pol_every: 1m }\n");
  return path;
}

function doubtful(): string {
  const path = join(folder, "doubtful.yaml");
  writeFileSync(
    path,
    [
      "accounts: [{ name: acme, api_key: x }]",
      "receivers: [{ name: c, console: [{}] }]",
      "route: { receiver: c }",
      "rules: [{ name: r, threshold: { metric: error_rate, over: 1h, above: 50% }, where: { status: completed } }]",
      "",
    ].join("\n"),
  );
  return path;
}

describe("check", () => {
  it("prints what it understood of the example and ends with 0", async () => {
    const { code, out, err } = check(EXAMPLE);
    expect([code, err]).toEqual([0, ""]);
    const text = out.replaceAll(EXAMPLE, "config/neo-budgetd.yaml");
    const golden = new URL("../../golden/config/check-example.out", import.meta.url).pathname;
    await expect(text).toMatchFileSnapshot(golden);
  });

  it("prints the configuration in force with --print, defaults filled in", async () => {
    const { code, out } = check(EXAMPLE, { print: true });
    expect(code).toBe(0);
    const golden = new URL("../../golden/config/print-example.out", import.meta.url).pathname;
    await expect(out).toMatchFileSnapshot(golden);
  });

  it("prints one JSON object with --json", () => {
    const { code, out, err } = check(EXAMPLE, { format: "json" });
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      warnings: [],
      settings: {
        timezone: "Europe/Berlin",
        evaluate_every: "30s",
        accounts: [{ name: "acme", credential: "***" }],
        rules: [{ name: "member-month", limit: "50 credits" }, {}, { bound: "20%" }, {}, {}],
      },
    });
  });

  it.each<Partial<CheckOptions>>([{}, { format: "json" }, { print: true }])(
    "shows no secret with %j",
    (options) => {
      const right = check(EXAMPLE, options);
      const bad = check(wrong(), options);
      expect(right.out + right.err + bad.out + bad.err).not.toContain("secret");
    },
  );

  it("ends with 2 and prints every mistake where it finds any", () => {
    const { code, out, err } = check(wrong());
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain('wrong.yaml:2:43: error: Unknown key "pol_every"');
    expect(err).toContain("wrong.yaml: 1 error");
  });

  it("ends with 2 and the problems as JSON with --json", () => {
    const { code, out } = check(wrong(), { format: "json" });
    expect(code).toBe(2);
    const result = JSON.parse(out) as { ok: boolean; problems: { line: number }[] };
    expect(result.ok).toBe(false);
    expect(result.problems.some(({ line }) => line === 2)).toBe(true);
  });

  it("takes warnings for errors with --strict, and ends with 1", () => {
    const loose = check(doubtful());
    expect([loose.code, loose.err]).toEqual([0, expect.stringContaining(": warning: ")]);
    const strict = check(doubtful(), { strict: true });
    expect(strict.code).toBe(1);
    expect(strict.err).toContain("doubtful.yaml:4:77");
    expect(strict.err).toContain(': error: Rule "r" can never fire');
    expect(strict.err).toContain("1 error (warnings count with --strict)");
    expect(check(doubtful(), { strict: true, format: "json" }).out).toContain('"ok": false');
  });

  it("prints annotations for a pull request with --format github, and nothing where all is well", () => {
    const { code, out, err } = check(doubtful(), { format: "github" });
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^::warning file=.+doubtful\.yaml,line=4,col=77::Rule "r" can never fire/);
    expect(check(wrong(), { format: "github" })).toMatchObject({
      code: 2,
      out: expect.stringMatching(/^::error file=.+wrong\.yaml,line=2,col=43::Unknown key/m),
    });
    expect(check(EXAMPLE, { format: "github" }).out).toBe("");
  });

  it("warns of cost centres that nobody in the ledger is in, where the ledger is asked", () => {
    const ledger = (member: string): KnownLedger => ({
      members: [{ account: "acme", member }],
      histories: [{ account: "acme", ready: true, readFrom: 0 }],
      at: 0,
    });
    expect(check(EXAMPLE, { ledger: ledger("somebody@else.io") }).err).toContain("red-team");
    expect(check(EXAMPLE, { ledger: ledger("lead@acme.io") }).err).toBe("");
  });

  it("uses colours only when told to", () => {
    expect(check(wrong()).err).not.toContain("\u001b[");
    expect(check(wrong(), { color: true }).err).toContain("\u001b[31m");
  });

  it("names the rules that are switched off", () => {
    const path = join(folder, "off.yaml");
    const rule = "rules: [{ name: failed, stream: { status: failed }, enabled: false }]";
    writeFileSync(
      path,
      `accounts: [{ name: acme, api_key: x }]\n${rule}\nreceivers: [{ name: c, console: [{}] }]\n`,
    );
    expect(check(path).out).toContain("Switched off: failed\n");
  });
});

describe("schema", () => {
  it("prints the JSON Schema", () => {
    let out = "";
    const code = runSchema({
      out: (text) => {
        out += text;
      },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: "neo-budgetd configuration" });
  });
});
