import type { Report } from "../problems/report.ts";
import { NOTIFIER_KINDS, type ReceiverInput } from "../schema/receiver.ts";
import type { Integration, Receiver } from "../settings.ts";
import type { Path } from "../source/tree.ts";
import type { Entry } from "./sections.ts";

/** CONSOLE is the receiver of a configuration that names none. */
export const CONSOLE: Receiver = {
  name: "console",
  integrations: [
    { id: "console/console/0", kind: "console", config: { color: "auto", send_resolved: true } },
  ],
};

/** Beside is what receivers need beside themselves, and whether it is there. */
export interface Beside {
  readonly smtp: boolean;
  readonly slackApp: boolean;
}

/** compileReceiver numbers a receiver's integrations and checks that they have what they need. */
export function compileReceiver(
  report: Report,
  { value: input, path, clean }: Entry<ReceiverInput>,
  beside: Beside,
): Receiver {
  const { name } = input;
  const integrations = NOTIFIER_KINDS.flatMap((kind): Integration[] => {
    const configs = input[kind];
    if (!Array.isArray(configs)) return [];
    checkBeside(report, { name, kind, path: [...path, kind] }, configs, beside);
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

function checkBeside(
  report: Report,
  { name, kind, path }: { readonly name: string; readonly kind: string; readonly path: Path },
  configs: readonly { readonly token?: unknown }[],
  beside: Beside,
): void {
  if (kind === "email" && configs.length > 0 && !beside.smtp) {
    report.keyError(
      path,
      `Receiver "${name}" sends e-mail, but there is no "smtp" section with the mail server`,
    );
  }
  if (kind !== "slack_dm" || beside.slackApp) return;
  for (const [index, { token }] of configs.entries()) {
    if (token) continue;
    report.error(
      [...path, index],
      `Receiver "${name}" writes direct messages in Slack, but there is no bot token; give "slack_app" with one, or a "token" here`,
    );
  }
}
