import { misspelt } from "../problems/nearest.ts";

/** SECRET_KEYS are the keys whose values are secrets; each may also be given as `<key>_file`. */
export const SECRET_KEYS = [
  "api_key",
  "api_token",
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
] as const;

const TELLING = /(?:key|token|secret|passw|credential|authori[sz]ation)/i;

/** isSecretKey tells whether a value under this key must not be shown; misspelled keys count, since they hold the same. */
export function isSecretKey(key: string): boolean {
  if (key.endsWith("_file") || key.endsWith("base_url") || key === "api_url") return false;
  return TELLING.test(key) || misspelt(key, SECRET_KEYS) !== null;
}

/** SECRET_SHAPES find secrets that stand where none belongs: Neo keys, Slack tokens and webhook paths, passwords in addresses. */
export const SECRET_SHAPES =
  /\bneo_sk_\w+|\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\beyJ[\w-]+\.[\w-]+(?:\.[\w-]+)?|(?<=:\/\/)[^\s/@"']+(?=@)|(?<=hooks\.slack\.com\/)\S+/g;
