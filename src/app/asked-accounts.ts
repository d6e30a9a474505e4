import type { AccountSettings, Settings } from "../config/index.ts";
import { OperatorError } from "../core/errors.ts";

/** askedAccounts gives the account that a command asks for by name, or all; an OperatorError names them where there is no such one. */
export function askedAccounts(
  { accounts }: Pick<Settings, "accounts">,
  name: string | null,
): readonly AccountSettings[] {
  const asked = accounts.filter((account) => name === null || account.name === name);
  if (asked.length > 0) return asked;
  const names = accounts.map((account) => account.name).join(", ");
  throw new OperatorError(`there is no account "${name}". The accounts are: ${names}.`);
}
