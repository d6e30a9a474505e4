import { type FSWatcher, statSync, watch } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Env } from "./environment.ts";
import { type Loaded, loadSettings } from "./load-settings.ts";
import type { Problem } from "./problems/problem.ts";

/** Accepted is a configuration that may be put to use. */
type Accepted = Extract<Loaded, { ok: true }>;

/** WatchOptions say what is running now and who is told of changes. */
export interface WatchOptions {
  /** What was loaded at start: files with the same contents are no change. */
  readonly current: Loaded;
  readonly env?: Env;
  /** A changed configuration that is right; put it to use. */
  readonly onAccepted: (loaded: Accepted) => void;
  /** A changed configuration with mistakes: refused whole, what runs stays. */
  readonly onRefused: (problems: readonly Problem[]) => void;
  /** For how long the files must be quiet before they are read, ms; an editor's save is several events. */
  readonly settleMs?: number;
  /** How often the files are looked at without an event, ms: network file systems and replaced folders send none. */
  readonly recheckEveryMs?: number;
}

/** SettingsWatch is a running watch. */
export interface SettingsWatch {
  /** Reads the configuration now and reports the outcome even where nothing has changed (SIGHUP). */
  reload(): Loaded;
  /** Stops watching and lets go of every timer and file. */
  close(): void;
}

/**
 * watchSettings loads the configuration again whenever the contents of its files change. It watches folders rather
 * than files, since editors and Kubernetes replace a file instead of writing to it; the contents' hash decides.
 */
export function watchSettings(path: string, options: WatchOptions): SettingsWatch {
  return new Watch(path, options);
}

class Watch implements SettingsWatch {
  readonly #path: string;
  readonly #options: WatchOptions;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #recheck: NodeJS.Timeout;
  #settling: NodeJS.Timeout | undefined;
  #fingerprint: string;
  #files: readonly string[];
  #closed = false;

  constructor(path: string, options: WatchOptions) {
    this.#path = path;
    this.#options = options;
    this.#fingerprint = options.current.fingerprint;
    this.#files = options.current.files;
    this.#watchFolders();
    this.#recheck = setInterval(() => this.#look(), options.recheckEveryMs ?? 60_000);
    this.#recheck.unref();
    // What changed between the load and the first watch sends no event any more.
    this.#changed();
  }

  reload(): Loaded {
    clearTimeout(this.#settling);
    const loaded = loadSettings(this.#path, this.#options.env);
    this.#take(loaded);
    return loaded;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#settling);
    clearInterval(this.#recheck);
    this.#unwatch();
  }

  #changed(): void {
    if (this.#closed) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#look(), this.#options.settleMs ?? 200);
    this.#settling.unref();
  }

  #look(): void {
    const loaded = loadSettings(this.#path, this.#options.env);
    if (loaded.fingerprint !== this.#fingerprint) this.#take(loaded);
    else this.#watchFolders();
  }

  #take(loaded: Loaded): void {
    this.#fingerprint = loaded.fingerprint;
    this.#files = loaded.files;
    this.#watchFolders();
    if (loaded.ok) this.#options.onAccepted(loaded);
    else this.#options.onRefused(loaded.problems);
  }

  /** Watches are made anew each time: one on a folder that was replaced stays silent for ever. */
  #watchFolders(): void {
    this.#unwatch();
    if (this.#closed) return;
    for (const folder of this.#folders()) {
      try {
        const watcher = watch(folder, { persistent: false }, () => this.#changed());
        // A watch that dies is replaced at the next look.
        watcher.on("error", () => watcher.close());
        this.#watchers.set(folder, watcher);
      } catch {
        // A folder that is gone, or no more watches to be had: the regular look finds the change.
      }
    }
  }

  #folders(): Set<string> {
    const path = resolve(this.#path);
    const folders = new Set(this.#files.map((file) => dirname(resolve(file))));
    return folders.add(isFolder(path) ? path : dirname(path));
  }

  #unwatch(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
