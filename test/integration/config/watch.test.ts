import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings, type SettingsWatch, watchSettings } from "../../../src/config/index.ts";

type Event = { readonly accepted: string } | { readonly refused: string };

/** A configuration that is told apart by its time zone. */
const config = (zone: string) =>
  `timezone: ${zone}\naccounts: [{ name: acme, api_key_file: ./key }]\nreceivers: [{ name: c, console: [{}] }]\n`;

let folder: string;
let watches: SettingsWatch[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch-"));
  writeFileSync(join(folder, "key"), "one");
});
afterEach(() => {
  for (const watch of watches) watch.close();
  watches = [];
  rmSync(folder, { recursive: true });
});

/** Watches a path and hands out what happens, one event after the other. */
function follow(path: string, recheckEveryMs = 3_600_000, settleMs = 20) {
  const events: Event[] = [];
  let arrived = () => {};
  const push = (event: Event) => {
    events.push(event);
    arrived();
  };
  const watch = watchSettings(path, {
    current: loadSettings(path, {}),
    env: {},
    settleMs,
    recheckEveryMs,
    onAccepted: ({ settings }) => push({ accepted: settings.timezone }),
    onRefused: (problems) =>
      push({ refused: problems.find(({ level }) => level === "error")?.message ?? "" }),
  });
  watches.push(watch);
  return {
    watch,
    events,
    async next(): Promise<Event | undefined> {
      if (events.length === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      return events.shift();
    },
  };
}

describe("a watched file", () => {
  it("is loaded anew when it is written to", async () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { next } = follow(path);
    writeFileSync(path, config("Europe/Berlin"));
    expect(await next()).toEqual({ accepted: "Europe/Berlin" });
  });

  it("is loaded anew when an editor renames a new one over it, time and again", async () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { next } = follow(path);
    for (const zone of ["Europe/Berlin", "Europe/Paris", "UTC"]) {
      writeFileSync(join(folder, ".c.yaml.swp"), config(zone));
      renameSync(join(folder, ".c.yaml.swp"), path);
      expect(await next()).toEqual({ accepted: zone });
    }
  });

  it("is loaded anew when Kubernetes swaps the folder behind its symlink", async () => {
    const version = (name: string, zone: string) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "c.yaml"), config(zone));
      symlinkSync(name, join(folder, "..data_tmp"));
      renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
    };
    version("..one", "UTC");
    symlinkSync("..data/c.yaml", join(folder, "c.yaml"));
    const { next } = follow(join(folder, "c.yaml"));
    version("..two", "Europe/Berlin");
    expect(await next()).toEqual({ accepted: "Europe/Berlin" });
  });

  it("is refused with its mistakes, and taken once they are mended", async () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { next } = follow(path);
    writeFileSync(path, config("Nowhere"));
    expect(await next()).toMatchObject({ refused: expect.stringContaining('"timezone" must be') });
    writeFileSync(path, config("UTC"));
    expect(await next()).toEqual({ accepted: "UTC" });
  });

  it("is loaded anew when a secret file that it names changes", async () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { next } = follow(path);
    writeFileSync(join(folder, "key"), "two");
    expect(await next()).toEqual({ accepted: "UTC" });
  });

  it("is no change when it is written with the same contents, or something beside it is", async () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { events } = follow(path, 5);
    writeFileSync(path, config("UTC"));
    writeFileSync(join(folder, "notes.yaml"), config("UTC"));
    // A watch that takes longer to settle: once it has spoken, the first one has looked for certain.
    const slower = follow(join(folder, "notes.yaml"), 3_600_000, 200);
    writeFileSync(join(folder, "notes.yaml"), config("Europe/Paris"));
    expect(await slower.next()).toEqual({ accepted: "Europe/Paris" });
    expect(events).toEqual([]);
  });

  it("is found changed by the regular look where no event tells", async () => {
    const path = join(folder, "gone", "c.yaml");
    mkdirSync(join(folder, "gone"));
    writeFileSync(join(folder, "gone", "key"), "one");
    writeFileSync(path, config("UTC"));
    const { next } = follow(path, 50);
    // A watch on a folder that is replaced hears nothing of the new one.
    renameSync(join(folder, "gone"), join(folder, "old"));
    expect(await next()).toMatchObject({ refused: expect.stringContaining("does not exist") });
    renameSync(join(folder, "old"), join(folder, "gone"));
    expect(await next()).toEqual({ accepted: "UTC" });
  });
});

describe("a watched folder", () => {
  it("is loaded anew when a file is added to it", async () => {
    writeFileSync(join(folder, "a.yaml"), config("UTC").replace("timezone: UTC\n", ""));
    const { next } = follow(folder);
    writeFileSync(join(folder, "b.yaml"), "timezone: Europe/Berlin\n");
    expect(await next()).toEqual({ accepted: "Europe/Berlin" });
  });
});

describe("reload", () => {
  it("reports at once, even where nothing has changed", () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { watch, events } = follow(path);
    expect(watch.reload().ok).toBe(true);
    expect(events).toEqual([{ accepted: "UTC" }]);
  });

  it("refuses a file that is gone", () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const { watch, events } = follow(path);
    rmSync(path);
    expect(watch.reload().ok).toBe(false);
    expect(events).toEqual([{ refused: "The configuration c.yaml does not exist" }]);
  });
});

describe("a closed watch", () => {
  it("keeps no timer and no file open", () => {
    const path = join(folder, "c.yaml");
    writeFileSync(path, config("UTC"));
    const open = () =>
      process.getActiveResourcesInfo().filter((one) => /Timeout|FSEvent/.test(one)).length;
    const before = open();
    const { watch } = follow(path, 10);
    watch.close();
    expect(open()).toBeLessThanOrEqual(before);
  });
});
