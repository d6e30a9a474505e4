import type { QuietGrounds } from "../../core/quiet/index.ts";
import type { IntervalCalendar } from "../../core/time/index.ts";
import type { EvaluateSettings } from "./evaluate-parts.ts";
import type { HeldNow } from "./held-quiet.ts";
import type { Memory } from "./memory.ts";

/** quietGrounds joins what the configuration and people keep quiet. */
export function quietGrounds(
  { silences, acknowledgements }: HeldNow,
  { suppressions }: Pick<Memory, "suppressions">,
  configured: Pick<EvaluateSettings, "silences" | "inhibitRules">,
  calendar: IntervalCalendar,
): QuietGrounds {
  return {
    silences: [...configured.silences, ...silences],
    inhibitRules: configured.inhibitRules,
    ...{ acknowledgements, suppressions, calendar },
  };
}
