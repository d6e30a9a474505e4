import { createLedger, migrate, openDatabase } from "../../../src/ledger/index.ts";
import { stream } from "../../contract/ledger/samples.ts";

/**
 * A process that opens the data folder given, and writes pages of 50 rows until it is killed. Before each page it
 * says its number, and after the page is committed that it is.
 */
const [folder = ""] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const database = await openDatabase({ databaseUrl: null, dataFolder: folder });
  await migrate(database);
  const ledger = createLedger(database);
  say("open");
  for (let page = (await ledger.checkpoint("acme")).rows / 50; ; page += 1) {
    say(`writing ${page}`);
    const streams = Array.from({ length: 50 }, (_, i) => stream(`s${page * 50 + i}`));
    await ledger.writePage({ account: "acme", streams, seenAt: page });
    say(`written ${page}`);
  }
} catch (error) {
  say(`${(error as Error).name}: ${(error as Error).message}`);
  process.exitCode = 1;
}
