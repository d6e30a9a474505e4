import { writeFileSync } from "node:fs";
import { jsonSchema } from "../src/config/index.ts";

/** Writes the JSON Schema that editors use; `npm run schema` after a change of the configuration's keys. */
const target = new URL("../config/neo-budgetd.schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
