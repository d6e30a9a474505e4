import type { Statements } from "../../src/core/ports/index.ts";
import { periodKey, type Statement } from "../../src/core/statements/index.ts";

/** memoryStatements behaves as the stored ones: every revision is kept, and none is written twice. */
export function memoryStatements(): Statements {
  const all: Statement[] = [];
  const of = (account: string) => all.filter((one) => one.account === account);
  return {
    newest: async (account) => {
      const last = new Map(of(account).map((one) => [periodKey(one), one]));
      return [...last.values()].sort((a, b) => a.from - b.from || (a.unit < b.unit ? -1 : 1));
    },
    revisions: async (account, unit, from) =>
      of(account).filter((one) => one.unit === unit && one.from === from),
    save: async (statements) => {
      for (const one of statements) {
        const known = of(one.account).some(
          ({ revision, ...rest }) =>
            revision === one.revision && periodKey(rest) === periodKey(one),
        );
        if (!known) all.push(structuredClone(one));
      }
    },
  };
}
