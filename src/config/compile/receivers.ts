import type { Report } from "../problems/report.ts";
import { NOTIFIER_KINDS, type ReceiverInput } from "../schema/receiver.ts";
import type { Integration, Receiver } from "../settings.ts";
import type { Entry } from "./sections.ts";

/** CONSOLE is the receiver of a configuration that names none. */
export const CONSOLE: Receiver = {
  name: "console",
  integrations: [
    { id: "console/console/0", kind: "console", config: { color: "auto", send_resolved: true } },
  ],
};

/** compileReceiver numbers a receiver's integrations and checks that they have what they need. */
export function compileReceiver(
  report: Report,
  { value: input, path, clean }: Entry<ReceiverInput>,
  hasSmtp: boolean,
): Receiver {
  const { name } = input;
  const integrations = NOTIFIER_KINDS.flatMap((kind): Integration[] => {
    const configs = input[kind];
    if (!Array.isArray(configs)) return [];
    if (kind === "email" && configs.length > 0 && !hasSmtp) {
      report.keyError(
        [...path, kind],
        `Receiver "${name}" sends e-mail, but there is no "smtp" section with the mail server`,
      );
    }
    return configs.map((config: unknown, index) => ({
      id: `${name}/${kind}/${index}`,
      kind,
      config,
    }));
  });
  if (integrations.length === 0 && clean) {
    report.warn(path, `Receiver "${name}" tells nobody; give it ${NOTIFIER_KINDS.join(", ")}`);
  }
  return { name, integrations };
}
