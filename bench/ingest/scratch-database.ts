import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** withScratchDatabase lends the address of a new database on a server, and drops it afterwards. */
export async function withScratchDatabase<T>(
  server: string,
  work: (address: string) => Promise<T>,
): Promise<T> {
  const name = `neo_budgetd_bench_${randomBytes(6).toString("hex")}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  await run(server, `CREATE DATABASE ${name}`);
  try {
    return await work(address.href);
  } finally {
    await run(server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function run(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(sql);
  await client.end();
}
