import { createHash } from "node:crypto";

/** Person is a member of the workspace. */
export interface Person {
  readonly id: string;
  /** What is shown of them. */
  readonly name: string;
  /** Empty for one whose address Slack does not know. */
  readonly email: string;
}

/** personOf makes a person of an address; the id is the same in every stand-in. */
export function personOf(email: string, name = nameFrom(email)): Person {
  const digest = createHash("sha256").update(email.toLowerCase()).digest("hex");
  return { id: `U${digest.slice(0, 10).toUpperCase()}`, name, email };
}

function nameFrom(email: string): string {
  const local = email.split("@")[0] ?? email;
  return local
    .split(/[._-]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(" ");
}

/** profileOf is a person as `users.info` and `users.lookupByEmail` tell of them. */
export function profileOf({ id, name, email }: Person): Readonly<Record<string, unknown>> {
  return {
    id,
    team_id: "T0STANDIN",
    name: email.split("@")[0] ?? name,
    deleted: false,
    real_name: name,
    is_bot: false,
    profile: { real_name: name, display_name: name, email },
  };
}
