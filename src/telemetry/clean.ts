import { DeliveryError, NeoError, OperatorError } from "../core/errors.ts";
import { Secret } from "../core/secret.ts";

const MASK = "***";
const DEEPEST = 6;
const SECRET_KEY = /(authorization|api[-_]?key|password|passwd|secret|token|credential|cookie)$/i;

/** Secrets that arrive inside ordinary text: in URLs, in headers that an error quotes, and the services' own tokens. */
const SECRET_TEXT: readonly (readonly [RegExp, string])[] = [
  [/([a-z][a-z0-9+.-]*:\/\/)([^\s/@:]*):[^\s/@]*@/gi, `$1$2:${MASK}@`],
  [/\b(bearer|basic)\s+[a-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/\bxox[a-z]+-[a-z0-9-]+/gi, MASK],
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[^\s"']+/gi, `$1${MASK}`],
  [/\b(x-api-key|api[-_]?key|password|token)(["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, `$1$2${MASK}`],
];

/** cleanText masks what looks like a secret inside a text. */
export function cleanText(text: string): string {
  return SECRET_TEXT.reduce((cleaned, [pattern, to]) => cleaned.replace(pattern, to), text);
}

/** clean makes a value fit for a log line: secrets masked, errors with their chain of causes, nothing circular. */
export function clean(value: unknown, depth = 0): unknown {
  if (typeof value === "object" && value !== null) return cleanObject(value, depth);
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "bigint") return value.toString();
  return typeof value === "function" || typeof value === "symbol" ? undefined : value;
}

function cleanObject(value: object, depth: number): unknown {
  if (value instanceof Secret) return MASK;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (depth >= DEEPEST) return "…";
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Map) return cleanEntries(value, depth);
  if (Array.isArray(value) || value instanceof Set)
    return [...value].map((item) => clean(item, depth + 1));
  return cleanEntries(Object.entries(value), depth);
}

function cleanEntries(entries: Iterable<readonly [unknown, unknown]>, depth: number) {
  const cleaned: Record<string, unknown> = {};
  for (const [key, value] of entries)
    cleaned[String(key)] =
      SECRET_KEY.test(String(key)) && typeof value !== "number" && value !== null
        ? MASK
        : clean(value, depth + 1);
  return cleaned;
}

/** Faults that are foreseen explain themselves; only a surprise needs the place in the code. */
function isForeseen(error: Error): boolean {
  return (
    error instanceof OperatorError || error instanceof NeoError || error instanceof DeliveryError
  );
}

function cleanError(error: Error, depth: number): Record<string, unknown> {
  const { name, message, stack, cause, ...own } = error;
  return {
    type: name,
    message: cleanText(message),
    ...cleanEntries(Object.entries(own), depth),
    ...(isForeseen(error) || stack === undefined ? {} : { stack: cleanText(stack) }),
    ...(cause === undefined ? {} : { cause: clean(cause, depth + 1) }),
    ...(error instanceof AggregateError
      ? { errors: error.errors.slice(0, 5).map((one) => clean(one, depth + 1)) }
      : {}),
  };
}
