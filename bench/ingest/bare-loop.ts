import { openPlace } from "./place.ts";

/**
 * The yardstick: fetch a page, parse it, insert its rows, and nothing else. No checks, no journal, no watermark, one
 * table with one index; on the same kind of database as the daemon's. Prints its own seconds, start-up not counted.
 */
const [, , url = "", key = "", from = "", to = "", place = ""] = process.argv;
const server = await openPlace(place);
const database = server.within("public");
await database.query(`CREATE TABLE bare (
  stream_id text PRIMARY KEY, task_id text, task_title text, email text, model text, status text,
  is_byok boolean, created_at timestamptz, neo_credits float8, llm_cost float8, neo_cost float8,
  step_count int, tool_calls int, total_execution_ms int, tool_breakdown jsonb)`);

const started = performance.now();
let rows = 0;
for (let offset = 0, more = true; more; offset += 200) {
  const query = new URLSearchParams({ from, to, limit: "200", offset: String(offset) });
  const response = await fetch(`${url}/api/v1/usage/streams?${query}`, {
    headers: { "x-api-key": key },
  });
  const page = (await response.json()) as { data: unknown[]; has_more: boolean };
  await database.query(
    `INSERT INTO bare SELECT * FROM json_populate_recordset(null::bare, $1) ON CONFLICT DO NOTHING`,
    [JSON.stringify(page.data)],
  );
  rows += page.data.length;
  more = page.has_more;
}
console.log(JSON.stringify({ rows, seconds: (performance.now() - started) / 1000 }));
await server.end();
