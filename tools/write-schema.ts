import { writeFileSync } from "node:fs";
import { jsonSchema, ruleTestSchema } from "../src/config/index.ts";

/** Writes the JSON Schemas that editors use; `npm run schema` after a change of the keys of the configuration or of rule tests. */
const SCHEMAS = {
  "neo-budgetd.schema.json": jsonSchema(),
  "neo-budgetd-test.schema.json": ruleTestSchema(),
};
for (const [name, schema] of Object.entries(SCHEMAS)) {
  const target = new URL(`../config/${name}`, import.meta.url);
  writeFileSync(target, `${JSON.stringify(schema, null, 2)}\n`);
}
