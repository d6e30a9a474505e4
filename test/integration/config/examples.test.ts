import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatProblems, jsonSchema, loadSettings } from "../../../src/config/index.ts";
import { KINDS } from "../../../src/config/schema/rule.ts";
import { diskFiles } from "../../../src/config/source/config-files.ts";

const FOLDER = new URL("../../../config/", import.meta.url).pathname;
const ENV = {
  NEO_API_KEY: "neo_sk_x",
  SLACK_BOT_TOKEN: "xoxb-x",
  SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/x",
  SMTP_URL: "smtp://user:password@mail.acme.io:587",
};
/** The examples name a secret file that only a deployment has. */
const files = {
  ...diskFiles,
  read: (path: string) => (path.startsWith("/run/secrets/") ? "neo_sk_x\n" : diskFiles.read(path)),
};

function read(name: string): unknown {
  return parse(readFileSync(FOLDER + name, "utf8"), { merge: true });
}

describe("the examples", () => {
  it.each(["neo-budgetd.yaml", "every-kind.yaml", "minimal.yaml", "split"])(
    "%s loads without a warning",
    (name) => {
      const loaded = loadSettings(FOLDER + name, ENV, files);
      expect(formatProblems(loaded.ok ? loaded.warnings : loaded.problems)).toBe("");
    },
  );

  it("has a rule of every kind in every-kind.yaml", () => {
    const loaded = loadSettings(`${FOLDER}every-kind.yaml`, ENV, files);
    const kinds = loaded.ok ? loaded.settings.rules.map(({ kind }) => kind) : [];
    expect(new Set(kinds)).toEqual(new Set(KINDS));
  });

  it("has the design's rules in the full one", () => {
    const loaded = loadSettings(`${FOLDER}neo-budgetd.yaml`, ENV, files);
    const rules = loaded.ok ? loaded.settings.rules : [];
    expect(rules.map((rule) => `${rule.name}: ${rule.kind}`)).toEqual([
      "member-month: budget",
      "byok-month: budget",
      "error-rate: threshold",
      "credit-spike: spike",
      "failed-or-blocked: stream",
    ]);
    expect(rules[0]).toMatchObject({
      limit: 50_000_000_000,
      by: ["member"],
      time: "created_at",
      window: { unit: "month", timezone: "Europe/Berlin" },
      steps: [
        { label: "50%", ppm: 500_000, severity: "info" },
        { label: "80%", ppm: 800_000, severity: "warning" },
        { label: "100%", ppm: 1_000_000, severity: "critical" },
      ],
      overrides: [{ limit: 120_000_000_000 }, { limit: 100_000_000_000 }],
    });
  });
});

describe("the JSON Schema", () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(jsonSchema());

  it("is the one in config/; else run: npm run schema", () => {
    const written: unknown = JSON.parse(readFileSync(`${FOLDER}neo-budgetd.schema.json`, "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  });

  it.each(["neo-budgetd.yaml", "minimal.yaml"])("accepts %s", (name) => {
    validate(read(name));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(["accounts", "receivers", "red-team", "company"])(
    "accepts split/%s.yaml for what is in it",
    (name) => {
      validate(read(`split/${name}.yaml`));
      // Editors see one file of the folder; the rest of it, such as the accounts, may be in another.
      const errors = (validate.errors ?? []).filter((one) => one.instancePath !== "");
      expect(errors).toEqual([]);
    },
  );

  it.each([
    ["an unknown key", { ...(read("minimal.yaml") as object), colour: 1 }],
    ["a rule of two kinds", withRule({ budget: budget(), stream: {} })],
    ["a rule of no kind", withRule({})],
    ["an unknown metric", withRule({ budget: { ...budget(), metric: "credits" } })],
    ["a duration without a unit", { ...(read("minimal.yaml") as object), retention: 400 }],
  ])("refuses %s", (_, config) => {
    expect(validate(config)).toBe(false);
  });

  it("takes a variable wherever it asks for a number or a word", () => {
    const config = withRule({ budget: budget(), severity: "$" + "{SEVERITY}" });
    validate({ ...config, server: { port: "$" + "{PORT}" } });
    expect(validate.errors ?? []).toEqual([]);
  });

  it("describes every key", () => {
    expect(undescribed(jsonSchema(), "")).toEqual([]);
  });
});

function budget() {
  return { metric: "spend", limit: "5 credits", window: "month" };
}

function withRule(kinds: object) {
  return { ...(read("minimal.yaml") as object), rules: [{ name: "r", ...kinds }] };
}

function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== "object" || node === null) return [];
  const properties = "properties" in node ? (node.properties as Record<string, object>) : {};
  const bare = Object.keys(properties).filter((key) => !("description" in (properties[key] ?? {})));
  return [
    ...bare.map((key) => `${path}.${key}`),
    ...Object.entries(node).flatMap(([key, value]) => undescribed(value, `${path}.${key}`)),
  ];
}
