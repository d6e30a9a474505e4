import { defineCommand } from "citty";
import { jsonSchema, ruleTestSchema } from "../../config/index.ts";

/** SchemaOptions say which schema is printed, and where. */
export interface SchemaOptions {
  readonly tests?: boolean;
  readonly out: (text: string) => void;
}

/** runSchema prints the JSON Schema of the configuration, or of rule tests; returns the exit code. */
export function runSchema({ tests = false, out }: SchemaOptions): 0 {
  out(`${JSON.stringify(tests ? ruleTestSchema() : jsonSchema(), null, 2)}\n`);
  return 0;
}

/** schema is `neo-budgetd schema [--tests]`. */
export const schema = defineCommand({
  meta: {
    name: "schema",
    description: "Print the configuration's JSON Schema, for editors that check and complete YAML",
  },
  args: {
    tests: { type: "boolean", description: "Print that of rule tests instead" },
  },
  run({ args }) {
    process.exitCode = runSchema({
      tests: args.tests ?? false,
      out: (text) => process.stdout.write(text),
    });
  },
});
