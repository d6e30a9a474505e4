import type { Acts, HeldQuiet, Log } from "../../core/ports/index.ts";
import type {
  Acknowledgement,
  CompileMatcher,
  Silence,
  StoredSilence,
} from "../../core/quiet/index.ts";

/** People is where what people do to alerts is kept, and how the matchers of their silences are read. */
export interface People {
  readonly acts: Pick<Acts, "held">;
  readonly compileMatcher: CompileMatcher;
}

/** HeldNow is what people keep quiet at a moment; `mark` differs where that does. */
export interface HeldNow {
  readonly silences: readonly Silence[];
  readonly acknowledgements: readonly Acknowledgement[];
  readonly mark: string;
}

/** createHeldQuiet reads what people keep quiet; a silence's matchers are compiled once for as long as it stays as it is. */
export function createHeldQuiet(
  people: People | undefined,
  log: Log,
): (now: number) => Promise<HeldNow> {
  let compiled = new Map<string, Compiled>();

  function compile(stored: StoredSilence, { compileMatcher }: People): Compiled {
    const known = compiled.get(stored.id);
    if (known?.updatedAt === stored.updatedAt) return known;
    const { updatedAt, matchers, ...rest } = stored;
    try {
      return { updatedAt, silence: { ...rest, matchers: matchers.map(compileMatcher) } };
    } catch (error) {
      log.warn("A silence that was set cannot be read and keeps nothing quiet. Expire it.", {
        silence: stored.id,
        error,
      });
      return { updatedAt, silence: null };
    }
  }

  return async (now) => {
    if (!people) return { silences: [], acknowledgements: [], mark: "" };
    const held = await people.acts.held(now);
    compiled = new Map(held.silences.map((one) => [one.id, compile(one, people)]));
    const silences = [...compiled.values()].flatMap(({ silence }) => silence ?? []);
    return { silences, acknowledgements: held.acknowledgements, mark: markOf(held) };
  };
}

interface Compiled {
  readonly updatedAt: number;
  /** Null where its matchers cannot be read. */
  readonly silence: Silence | null;
}

function markOf({ silences, acknowledgements }: HeldQuiet): string {
  return JSON.stringify([
    silences.map(({ id, updatedAt }) => [id, updatedAt]),
    acknowledgements.map(({ alertId, at }) => [alertId, at]),
  ]);
}
