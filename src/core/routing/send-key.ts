/** groupKey names a notification group: receiver, route path and group labels as canonical text. */
export function groupKey(
  receiver: string,
  path: string,
  labels: Readonly<Record<string, string>>,
): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([receiver, path, sorted]);
}

/** sendKey names one message of a group for ever: key hash, incident and sequence; each lane adds its id. */
export function sendKey(key: string, incident: number, sequence: number): string {
  return `${shortHash(key)}/${incident}/${sequence}`;
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** shortHash is FNV-1a with 64 bits over UTF-16 units, in hex: stable over processes and versions. */
export function shortHash(text: string): string {
  let hash = OFFSET;
  for (let index = 0; index < text.length; index += 1) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * PRIME) & MASK;
  }
  return hash.toString(16).padStart(16, "0");
}
