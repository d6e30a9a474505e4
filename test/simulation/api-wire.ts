import type { UsagePage } from "../../src/core/ports/index.ts";
import { createOddities } from "../../src/neo/index.ts";
import { readPage } from "../../src/neo/read-page.ts";
import type { Random } from "../../src/simulator/random.ts";
import { wireRow } from "../../src/simulator/team/wire.ts";
import type { ShownPage } from "./api.ts";
import { silentLog, silentTelemetry } from "./silent.ts";

/** bodyOf writes a page as the API sends it. */
export function bodyOf(page: ShownPage, at: number, precision: "ms" | "s"): string {
  const rows = page.rows.map((row) =>
    wireRow(row, at, { email: true, history: "none", precision }),
  );
  const unreadable = Array.from({ length: page.unreadable }, () => 7);
  const { total, hasMore } = page;
  return JSON.stringify({ data: [...rows, ...unreadable], total, has_more: hasMore });
}

/** cutShort is the part of a body that came before the connection broke off. */
export function cutShort(body: string, random: Random): string {
  return body.slice(0, random.int(body.length));
}

/** readBody reads a body with the client's own reading. */
export function readBody(body: string, account: string, offset: number): UsagePage {
  const oddities = createOddities({ account, log: silentLog, telemetry: silentTelemetry });
  const excerpt = (text: string, longest = 200) => text.slice(0, longest);
  return readPage(body, { account, offset, oddities, excerpt });
}
