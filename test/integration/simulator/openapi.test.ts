import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { FAULTS, type Fault } from "../../../src/simulator/index.ts";
import { getUsage, startSimulator } from "../../support/simulator.ts";

/** The package is CommonJS with a default export inside of its default export. */
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;
const document = parse(
  readFileSync(new URL("../../support/openapi/neo-usage.yaml", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "neo", components: document.components });

function schema(name: string): ValidateFunction {
  return ajv.getSchema(`neo#/components/schemas/${name}`) as ValidateFunction;
}

/** A schema of the vendor's with unknown fields refused: the stand-in must not invent any. */
function strictRow(): ValidateFunction {
  const { properties, required } = document.components.schemas.TaskUsage;
  const $defs = document.components.schemas;
  const text = JSON.stringify({
    properties,
    required,
    additionalProperties: false,
    type: "object",
  });
  return ajv.compile({
    ...JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/")),
    $defs,
  });
}

function expectValid(validate: ValidateFunction, value: unknown): void {
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}

const OPERATION = document.paths["/api/v1/usage/streams"].get;
const rowSchema = strictRow();

async function expectPage(answer: Response): Promise<void> {
  const body = (await answer.json()) as { data: unknown[] };
  expectValid(schema("TaskUsageListResponse"), body);
  for (const row of body.data) expectValid(rowSchema, row);
}

it("refuses what the vendor's document does not allow, or these tests would show nothing", async () => {
  const simulator = await startSimulator();
  const page = (await (await getUsage(simulator, "streams?limit=1")).json()) as {
    data: Record<string, unknown>[];
  };
  const [row] = page.data;
  expect(schema("TaskUsageListResponse")({ ...page, total: "7" })).toBe(false);
  expect(schema("TaskUsageListResponse")({ ...page, data: [{ ...row, status: "running" }] })).toBe(
    false,
  );
  expect(rowSchema({ ...row, created_at: "yesterday" })).toBe(false);
  expect(rowSchema({ ...row, invented: 1 })).toBe(false);
  expect(schema("ErrorResponse")({})).toBe(false);
});

it.each([
  ["7", "some", "ms", "admin"],
  ["another", "all", "s", "admin"],
  [11, "none", "ms", "solo"],
  [2026, "all", "ms", "solo"],
] as const)(
  "answers as the document says: seed %s, history %s, precision %s, as %s",
  async (seed, history, precision, viewer) => {
    const mishaps = { late: 0.1, recost: 0.1, retract: 0.05 };
    const simulator = await startSimulator(
      { seed, mishaps },
      { habits: { history, precision }, viewer },
    );
    for (const query of [
      "limit=200",
      "limit=200&offset=200",
      "limit=200&sort=cost",
      "is_byok=true&limit=200",
      "status=blocked",
      "limit=1&offset=100000",
      "",
    ]) {
      const answer = await getUsage(simulator, `streams?${query}`);
      expect(answer.status).toBe(200);
      await expectPage(answer);
    }
  },
);

/** What of the faults still is an answer in JSON. */
const ANSWERING = FAULTS.filter((fault) => !["html", "reset", "truncated"].includes(fault));

it.each(ANSWERING)("keeps to the document while the fault %s is on", async (fault: Fault) => {
  const plan = { script: [{ fault, times: 2 }], slowMs: 20 };
  const simulator = await startSimulator({}, { faults: plan });
  for (const query of ["limit=50", "limit=50&offset=50"]) {
    const answer = await getUsage(simulator, `streams?${query}`);
    if (answer.status === 200) await expectPage(answer);
    else expectValid(schema("ErrorResponse"), await answer.json());
  }
});

it("refuses with the statuses and bodies of the document", async () => {
  const admin = await startSimulator();
  const member = await startSimulator({}, { viewer: "member" });
  const answers = [
    [401, await getUsage(admin, "streams", {})],
    [401, await getUsage(admin, "streams", { "x-api-key": "neo_sk_wrong" })],
    [403, await getUsage(member, "streams")],
    [400, await getUsage(admin, "streams?limit=201")],
  ] as const;
  for (const [status, answer] of answers) {
    expect(answer.status).toBe(status);
    expectValid(schema("ErrorResponse"), await answer.json());
  }
  expect(Object.keys(OPERATION.responses)).toEqual(["200", "401", "403", "500"]);
});

it("takes every parameter of the document, with the words and limits it gives", async () => {
  const simulator = await startSimulator();
  const page = (await (await getUsage(simulator, "streams?limit=1")).json()) as {
    data: Record<string, string>[];
  };
  const row = page.data[0] ?? {};
  const examples: Record<string, string | undefined> = {
    task_id: row["task_id"],
    stream_id: row["stream_id"],
    status: row["status"],
    model: row["model"],
    from: "2026-11-01T00:00:00Z",
    to: "2026-12-01T00:00:00+01:00",
    limit: "1",
    offset: "0",
    sort: "cost",
    email: row["email"],
    is_byok: String(row["is_byok"]),
  };
  for (const { name, schema: parameter } of OPERATION.parameters) {
    const good = await getUsage(
      simulator,
      `streams?${name}=${encodeURIComponent(examples[name] ?? "")}`,
    );
    expect([name, good.status]).toEqual([name, 200]);
    await expectPage(good);
    if (parameter.type === "string" && !parameter.enum && !parameter.format) continue;
    const bad = await getUsage(simulator, `streams?${name}=nonsense`);
    expect([name, bad.status]).toEqual([name, 400]);
  }
});
