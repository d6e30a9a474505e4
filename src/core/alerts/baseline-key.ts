/** baselineKey names what was evaluated before: an account, or one of its rules. */
export function baselineKey(account: string, rule?: string): string {
  return JSON.stringify(rule === undefined ? [account] : [account, rule]);
}
