import type { Log, Telemetry } from "../core/ports/index.ts";
import { cleanText } from "./clean-text.ts";
import type { Excerpt } from "./redact.ts";

/** Past this many different reports a server sends noise; the rest is not told. */
const MOST = 200;

/** Oddities reports what this version does not know of the API, each once a process. */
export interface Oddities {
  /** A field that is not in the vendor's description. */
  field(where: "page" | "row", name: string): void;
  /** A value that is not in the vendor's list; it is kept as it is. */
  value(field: string, value: string): void;
  /** A field that may be absent and has a value of another type; it is left out. */
  dropped(field: string, reason: string): void;
}

/** createOddities keeps what one account's API was already reported for. */
export function createOddities(to: {
  readonly account: string;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Cuts short what is told; the client's also blots out secrets. */
  readonly excerpt?: Excerpt;
}): Oddities {
  const told = new Set<string>();
  const tell = (key: string, message: string, fields: Record<string, string>) => {
    if (told.has(key) || told.size >= MOST) return;
    told.add(key);
    to.telemetry.count("api_unknown_fields_total", { account: to.account });
    to.log.warn(message, { account: to.account, ...fields });
    if (told.size === MOST) {
      to.log.warn(`the Neo API sent ${MOST} unknown fields or values; further ones are not told`, {
        account: to.account,
      });
    }
  };
  const short = (text: string) => to.excerpt?.(text, 80) ?? cleanText(text, 80);
  return {
    field: (where, name) =>
      tell(`field/${where}/${name}`, "the Neo API sends a field that this version does not know", {
        where,
        field: short(name),
      }),
    value: (field, value) =>
      tell(`value/${field}/${value}`, "the Neo API sends a value that this version does not know", {
        field,
        value: short(value),
      }),
    dropped: (field, reason) =>
      tell(`dropped/${field}`, "the Neo API sends a field of another type; it is left out", {
        field,
        reason,
      }),
  };
}
