import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createLedger, migrate, openDatabase } from "../../../src/ledger/index.ts";
import { startWriter, type WriterProcess } from "./writer-process.ts";

/** Folders that are being filled, or were when their process was killed. */
const draftsIn = async (folder: string) =>
  (await readdir(folder).catch(() => [])).filter((name) => name.includes(".new"));

const open = (dataFolder: string) => openDatabase({ databaseUrl: null, dataFolder });

describe("a data folder", () => {
  let home: string;
  let folder: string;
  const writers: WriterProcess[] = [];
  const start = () => {
    const writer = startWriter(folder);
    writers.push(writer);
    return writer;
  };
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "neo-budgetd-folder-"));
    folder = join(home, "data");
  });
  afterEach(async () => {
    for (const writer of writers.splice(0)) await writer.kill();
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
  });
  const lock = () => join(folder, "neo-budgetd.lock");

  it("is created whole by a process of its own, which leaves this one small", async () => {
    const before = process.memoryUsage.rss();
    const database = await open(folder);
    // Initialising in this process would take 750 MB; what is left is PGlite itself.
    expect(process.memoryUsage.rss() - before).toBeLessThan(450 * 1024 * 1024);
    const { rows } = await database.query("SHOW fsync");
    expect(rows).toEqual([{ fsync: "on" }]);
    expect((await database.query("SHOW shared_buffers")).rows).toEqual([
      { shared_buffers: "16MB" },
    ]);
    await database.end();
    expect(await readdir(folder)).toEqual(["postgres"]);
  }, 90_000);

  it.each([0, 400])(
    "is made whole by the next process when one is killed %i ms into making it, and nothing is left",
    async (ms) => {
      const fresh = join(home, `killed-${ms}`);
      const writer = startWriter(fresh);
      writers.push(writer);
      await expect.poll(() => draftsIn(fresh), { timeout: 20_000, interval: 5 }).toHaveLength(1);
      const [draft] = await draftsIn(fresh);
      await setTimeout(ms);
      await writer.kill();
      const database = await open(fresh);
      // The killed process's child ends by itself and has not written into the new folder.
      expect(await draftsIn(fresh)).not.toContain(draft);
      expect((await database.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
      await database.end();
      expect(await readdir(fresh)).toEqual(["postgres"]);
    },
    90_000,
  );

  it("tells a second process clearly that it is in use, and by whom", async () => {
    const writer = start();
    await writer.says("open");
    const second = start();
    const error = await second.says("OperatorError");
    expect(error).toContain(`The data folder ${folder} is in use by process `);
    expect(error).toContain("DATABASE_URL");
    expect(error).toContain(lock());
    await second.exited;
    await expect(open(folder)).rejects.toThrow(/is in use by process/);
  });

  it.each([12, 24, 36])(
    "keeps every page that was committed, and no half of one, when its process is killed at page %i",
    async (page) => {
      const writer = start();
      await writer.says(`writing ${page}`);
      await writer.kill();
      const written = writer.lines.filter((line) => line.startsWith("written")).length;
      const first = Number(writer.lines.find((line) => line.startsWith("writing"))?.split(" ")[1]);
      const database = await open(folder);
      const { rows } = await createLedger(database).checkpoint("acme");
      expect(rows % 50).toBe(0);
      // The page that was being written may have been committed before it could say so.
      expect([first + written, first + written + 1]).toContain(rows / 50);
      const { rows: counted } = await database.query(
        "SELECT count(*) AS rows, (SELECT count(*) FROM journal) AS entries, (SELECT seq FROM head) AS seq FROM streams",
      );
      expect(counted).toEqual([{ rows, entries: rows, seq: rows }]);
      await database.end();
    },
  );

  it("lets the dead process's lock be taken over, even if its number is another's by now", async () => {
    const holder = {
      pid: process.ppid,
      identity: "of an earlier process",
      host: hostname(),
      since: "",
    };
    await writeFile(lock(), JSON.stringify(holder));
    const database = await open(folder);
    expect(JSON.parse(await readFile(lock(), "utf8"))).toMatchObject({ pid: process.pid });
    await database.end();
  });

  it("believes a lock of another host while it beats, and no longer", async () => {
    const holder = { pid: 1, identity: null, host: "another-container", since: "today" };
    await writeFile(lock(), JSON.stringify(holder));
    await expect(open(folder)).rejects.toThrow(/by process 1 on another-container since today/);
    const minuteAgo = new Date(Date.now() - 60_000);
    await utimes(lock(), minuteAgo, minuteAgo);
    const database = await open(folder);
    await migrate(database);
    await database.end();
  });

  it("lets go of the lock when the database cannot be opened", async () => {
    const broken = join(home, "broken");
    await mkdir(join(broken, "postgres"), { recursive: true });
    await writeFile(join(broken, "postgres", "PG_VERSION"), "9.6\n");
    await expect(open(broken)).rejects.toThrow();
    expect(await readdir(broken)).toEqual(["postgres"]);
  });

  it("says what to do where a folder cannot be made", async () => {
    await writeFile(join(home, "file"), "");
    await expect(open(join(home, "file", "data"))).rejects.toThrow(/data folder .* cannot be made/);
  });
});
