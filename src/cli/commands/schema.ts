import { defineCommand } from "citty";
import { jsonSchema } from "../../config/index.ts";

/** runSchema prints the configuration's JSON Schema; returns the exit code. */
export function runSchema({ out }: { readonly out: (text: string) => void }): 0 {
  out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return 0;
}

/** schema is `neo-budgetd schema`. */
export const schema = defineCommand({
  meta: {
    name: "schema",
    description: "Print the configuration's JSON Schema, for editors that check and complete YAML",
  },
  run() {
    process.exitCode = runSchema({ out: (text) => process.stdout.write(text) });
  },
});
