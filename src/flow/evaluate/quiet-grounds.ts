import type { QuietGrounds } from "../../core/quiet/index.ts";
import type { HeldNow } from "./held-quiet.ts";
import type { Memory } from "./memory.ts";
import type { Audience } from "./tell.ts";

/** quietGrounds joins what the configuration and people keep quiet. */
export function quietGrounds(
  { silences, acknowledgements }: HeldNow,
  { suppressions }: Pick<Memory, "suppressions">,
  { settings, calendar }: Pick<Audience, "settings" | "calendar">,
): QuietGrounds {
  return {
    silences: [...settings.silences, ...silences],
    inhibitRules: settings.inhibitRules,
    ...{ acknowledgements, suppressions, calendar },
  };
}
