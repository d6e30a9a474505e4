import type { Integration, Receiver } from "../settings.ts";

/** receiverText names a receiver with the ways it is reached: `finance (email finance@acme.io)`. */
export function receiverText(name: string, receivers: readonly Receiver[]): string {
  const receiver = receivers.find((one) => one.name === name);
  const ways = receiver?.integrations.map(integrationText) ?? [];
  return `${name} (${ways.length > 0 ? ways.join(", ") : "nobody"})`;
}

/** What is secret in an integration prints as ***. */
function integrationText({ kind, config }: Integration): string {
  const fields = typeof config === "object" && config !== null ? config : {};
  const target = ["channel", "to", "url"].flatMap((key) => {
    const value = (fields as Record<string, unknown>)[key];
    return value === undefined ? [] : [Array.isArray(value) ? value.join(", ") : String(value)];
  });
  return [kind, ...target.slice(0, 1)].join(" ");
}
