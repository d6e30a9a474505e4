import { misspelt } from "../problems/nearest.ts";

/** SECRET_KEYS are the keys whose values are secrets; each may also be given as `<key>_file`. */
export const SECRET_KEYS = [
  "api_key",
  "bearer_token",
  "token",
  "app_token",
  "secret",
  "routing_key",
  "url",
  "webhook_url",
  "password",
  "signing_secret",
  "authorization",
  "sha256",
] as const;

const TELLING = /(?:key|token|secret|passw|credential|authori[sz]ation)/i;

/** isSecretKey tells whether a value under this key must not be shown; misspelled keys count, since they hold the same. */
export function isSecretKey(key: string): boolean {
  // A list of who may use the server: of an entry only the hash is hidden.
  if (key === "tokens") return false;
  if (key.endsWith("_file") || key.endsWith("base_url") || key === "api_url") return false;
  return TELLING.test(key) || misspelt(key, SECRET_KEYS) !== null;
}

/** SECRET_SHAPES find secrets that stand where none belongs: Neo keys, the daemon's own tokens, Slack tokens and webhook paths, passwords in addresses. */
export const SECRET_SHAPES =
  /\bbudgetd_[\w-]{20,}|\bneo_sk_\w+|\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|(?<=:\/\/)[^\s/@"']+(?=@)|(?<=hooks\.slack\.com\/)\S+/g;
