import type { Message } from "./message.ts";

/** ownerOf is the address of the member that a message is about; null where it is about several, or about nobody with an address. */
export function ownerOf({ commonLabels }: Pick<Message, "commonLabels">): string | null {
  return addressIn(commonLabels);
}

/** addressIn is the address of the member in an alert's labels; null where there is none. */
export function addressIn(labels: Readonly<Record<string, string>>): string | null {
  const member = labels["member"] ?? "";
  return /^[^\s@]+@[^\s@]+$/.test(member) ? member : null;
}
