import { readdirSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadRuleTests, ruleTestSchema } from "../../../src/config/index.ts";

const FOLDER = "config/tests";
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".yaml"));

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(ruleTestSchema());

describe("the JSON Schema of rule tests", () => {
  it("is the one in config/; else run: npm run schema", () => {
    const written: unknown = JSON.parse(
      readFileSync("config/neo-budgetd-test.schema.json", "utf8"),
    );
    expect(written).toEqual(JSON.parse(JSON.stringify(ruleTestSchema())));
  });

  it.each(files)("accepts config/tests/%s", (name) => {
    validate(parse(readFileSync(`${FOLDER}/${name}`, "utf8"), { merge: true }));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ["an unknown key of a row", { rows: [{ membr: "a" }] }],
    ["a state that is none", { expect: [{ at: "+1h", alerts: [{ state: "fired" }] }] }],
    ["a test without expectations", { expect: [] }],
  ])("refuses %s", (_, fields) => {
    const test = { name: "a", start: "2026-03-02T09:00", expect: [{ at: "+1h", alerts: [] }] };
    expect(validate({ rules: [], tests: [{ ...test, ...fields }] })).toBe(false);
  });
});

describe("the examples in config/tests", () => {
  it("have rules of every kind", () => {
    const kinds = files.flatMap((name) => {
      const loaded = loadRuleTests(`${FOLDER}/${name}`, {});
      return loaded.ok ? loaded.tests.settings.rules.map(({ kind }) => kind) : [];
    });
    expect([...new Set(kinds)].sort()).toEqual([
      "absence",
      "anomaly",
      "budget",
      "burn_rate",
      "new_value",
      "shift",
      "spike",
      "stream",
      "threshold",
    ]);
  });
});
