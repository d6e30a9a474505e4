import type { Grouping } from "../engine/columns/grouping.ts";
import type { GroupLabels } from "../engine/finding.ts";

/** GroupName is who a group is, with a text to sort by. */
export interface GroupName {
  readonly account: string;
  readonly group: GroupLabels;
  readonly key: string;
}

/** GroupNames spells out groups, each once: most groups are never spoken of. */
export class GroupNames {
  readonly #grouping: Grouping;
  readonly #names = new Map<number, GroupName>();

  constructor(grouping: Grouping) {
    this.#grouping = grouping;
  }

  of(group: number): GroupName {
    let name = this.#names.get(group);
    if (name === undefined) {
      const account = this.#grouping.account(group);
      const labels = this.#grouping.labels(group);
      name = { account, group: labels, key: JSON.stringify([account, ...Object.values(labels)]) };
      this.#names.set(group, name);
    }
    return name;
  }
}
