import { wholeSchema } from "./schema/settings-schema.ts";
import { SECRET_KEYS } from "./source/secret-keys.ts";
import { type Json, jsonOf } from "./values/json-of.ts";

/** jsonSchema returns the JSON Schema (draft 7) of the configuration, for editors that complete and check YAML. */
export function jsonSchema(): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "neo-budgetd.schema.json",
    title: "neo-budgetd configuration",
    ...(withSecretFiles(jsonOf(wholeSchema)) as Json),
  };
}

/** Every secret may also stand in a file: `token` as `token_file`. Then nothing that needs the secret is missing. */
function withSecretFiles(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withSecretFiles);
  if (typeof node !== "object" || node === null) return node;
  const out = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withSecretFiles(value)]),
  );
  const properties = out["properties"];
  if (typeof properties !== "object" || properties === null) return out;
  const secrets = SECRET_KEYS.filter((key) => key in properties);
  if (secrets.length === 0) return out;
  const files = secrets.map((key) => [
    `${key}_file`,
    {
      type: "string",
      minLength: 1,
      description: `File that holds \`${key}\`, read when the configuration is loaded.`,
    },
  ]);
  const required = Array.isArray(out["required"]) ? out["required"] : [];
  return {
    ...out,
    properties: { ...Object.fromEntries(files), ...properties },
    required: required.filter((key) => !secrets.includes(key)),
  };
}
