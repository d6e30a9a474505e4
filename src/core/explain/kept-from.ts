import type { HeldQuiet } from "../ports/index.ts";
import { acknowledgedBy, type Hush, type Suppression, silencedBy } from "../quiet/index.ts";

/** KeptFrom is a receiver that an alert is kept from now, and why. */
export interface KeptFrom extends Pick<Suppression, "receiver" | "reason" | "source" | "since"> {
  /** Who does it and why, where a person or another alert does and it is still known. */
  readonly hush: Hush | null;
}

/** QuietHeld is what keeps alerts quiet: the suppressions that last, and what people and the configuration hold. */
export interface QuietHeld {
  readonly suppressions: readonly Suppression[];
  readonly acknowledgements: HeldQuiet["acknowledgements"];
  readonly silences: readonly Pick<
    HeldQuiet["silences"][number],
    "id" | "author" | "comment" | "startsAt" | "endsAt"
  >[];
}

/** keptFrom lists the receivers that an alert is kept from. */
export function keptFrom(id: string, held: QuietHeld): readonly KeptFrom[] {
  return held.suppressions
    .filter(({ alertId }) => alertId === id)
    .map((one): KeptFrom => {
      const { receiver, reason, source, since } = one;
      return { receiver, reason, source, since, hush: hushOf(one, held) };
    });
}

function hushOf(
  { alertId, reason, source, since }: Suppression,
  { acknowledgements, silences }: QuietHeld,
): Hush | null {
  switch (reason) {
    case "acknowledged": {
      const taken = acknowledgements.find((one) => one.alertId === alertId);
      return taken ? acknowledgedBy(taken) : null;
    }
    case "silenced": {
      const silence = silences.find(({ id }) => id === source);
      return silence ? silencedBy(silence, silence.endsAt) : null;
    }
    case "inhibited": {
      // An alert's id is its reference as text, the rule in second place.
      const [, rule = ""] = JSON.parse(source) as readonly string[];
      return { reason, source, by: rule, at: since };
    }
    case "mute_time":
    case "outside_active_time":
      return null;
  }
}
