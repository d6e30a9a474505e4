import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeToken } from "../../../src/cli/commands/token.ts";
import { loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

const CONFIG = `
accounts: [{ name: acme, api_key: k }]
rules: [{ name: r, stream: { status: [failed] } }]
receivers: [{ name: terminal, console: [{}] }]
`;

function made(options: Partial<Parameters<typeof makeToken>[0]> = {}) {
  let [out, told] = ["", ""];
  makeToken({
    ...{ name: "grafana", scopes: "read", sha256: false, random: new Uint8Array(32).fill(255) },
    out: (text) => {
      out += text;
    },
    tell: (text) => {
      told += text;
    },
    ...options,
  });
  const token = /budgetd_\S+/.exec(told)?.[0] ?? "";
  return { out, told, token, hash: createHash("sha256").update(token).digest("hex") };
}

describe("token", () => {
  it("tells the token once, and prints only its hash for the configuration", () => {
    const { out, token, hash } = made();
    expect(token).toBe(`budgetd_${"_".repeat(42)}8`);
    expect(out).toBe(
      `server:\n  tokens:\n    - { name: "grafana", sha256: ${hash}, scopes: [read] }\n`,
    );
  });

  it("prints what the configuration takes, and an admin's token is good for everything", () => {
    const { out } = made({ name: "Ana B.", scopes: "admin" });
    const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": CONFIG + out }));
    expect(loaded.ok && loaded.settings.server.tokens).toMatchObject([
      { name: "Ana B.", scopes: ["read", "act", "admin"] },
    ]);
  });

  it("prints the hash alone for an environment file", () => {
    const { out, hash } = made({ sha256: true });
    expect(out).toBe(`${hash}\n`);
  });

  it("refuses a scope that there is not", () => {
    expect(() => made({ scopes: "read,write" })).toThrow(
      '"token --scopes" takes read, act and admin, not "write".',
    );
  });
});
