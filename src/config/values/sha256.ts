import { Secret } from "../../core/secret.ts";
import { leaf, Mistake } from "./leaf.ts";

/** sha256Text is a schema of a SHA-256 in hexadecimal; what stands there instead may be the token itself, and is not shown. */
export const sha256Text = leaf({ type: "string" }, (value) => {
  const text = typeof value === "string" ? value.trim().toLowerCase() : "";
  if (/^[0-9a-f]{64}$/.test(text)) return new Secret(text);
  return new Mistake(
    "must be the SHA-256 of a token, 64 hexadecimal digits, as `neo-budgetd token NAME` prints it",
  );
});
