import type { Message } from "../../../src/core/message/index.ts";
import { toldTwiceEarly } from "../../support/reader.ts";
import type { Try } from "../receiver.ts";
import { LANES, REPEAT_MS } from "../rules.ts";

/**
 * wrongMessages lists what arrived twice. A second copy of a message is allowed only where the service cannot be asked, an
 * earlier try's outcome was never known, and the copy was marked; one breach is news in one message only.
 */
export function wrongMessages(tries: readonly Try[], lookUp: boolean): readonly string[] {
  return Object.values(LANES).flatMap((lane) => {
    const arrived = tries.filter((one) => one.lane === lane && one.arrived);
    const byKey = new Map<string, Try[]>();
    for (const one of arrived)
      byKey.set(one.message.key, [...(byKey.get(one.message.key) ?? []), one]);
    const copies = [...byKey.values()].flatMap((copies) => wrongCopies(copies, lookUp));
    const once = [...byKey.values()].flatMap(([first]) => (first ? [uncorrected(first)] : []));
    const again = toldTwiceEarly(once, REPEAT_MS).map(
      (breach) => `${lane} was told twice of ${breach}`,
    );
    const unfounded = wrongCorrections(
      [...byKey.values()].map(([first]) => (first as Try).message),
    );
    return [...copies, ...again, ...unfounded.map((text) => `${lane}: ${text}`)];
  });
}

/** A correction tells other numbers of what was told, and no news; a group's repeats do not wait for what a digest has told. */
function uncorrected({ message }: Try): Message {
  const { notice, firing } = message;
  const digested = (reason: string) => notice === "repeat" && reason === "baseline";
  return {
    ...message,
    firing: firing.filter(({ corrected, reason }) => !corrected && !digested(reason)),
  };
}

/** A correction takes back what its reader was told last. */
function wrongCorrections(messages: readonly Message[]): readonly string[] {
  const told = new Map<string, number>();
  return messages.flatMap(({ firing, title }) =>
    firing.flatMap(({ id, value, corrected }) => {
      const last = told.get(id);
      told.set(id, value);
      if (!corrected || corrected.was === last) return [];
      return [`"${title}" corrects ${id} from ${corrected.was}, last told was ${last}`];
    }),
  );
}

function wrongCopies(copies: readonly Try[], lookUp: boolean): readonly string[] {
  return copies.slice(1).flatMap((copy, i) => {
    const name = `${copy.lane}: "${copy.message.title}" arrived ${copies.length} times`;
    if (lookUp) return [`${name}, although it could have been looked up`];
    if (!copy.marked) return [`${name}, unmarked`];
    const doubt = copies.slice(0, i + 1).some(({ known }) => !known);
    return doubt ? [] : [`${name}, although no try's outcome was in doubt`];
  });
}
