import Table from "cli-table3";

/** Line is one figure of the report. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string;
  /** To the yardstick of the same run. */
  readonly ratio?: number;
  readonly note?: string;
}

/** printReport prints the figures as an aligned table. */
export function printReport(lines: readonly Line[]): void {
  const table = new Table({
    head: ["Figure", "Value", "Target", "× bare loop", "Note"],
    style: { head: [], border: [] },
    colAligns: ["left", "right", "left", "right", "left"],
  });
  for (const { what, value, unit, target = "", ratio, note = "" } of lines) {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    table.push([
      what,
      `${value.toFixed(digits)} ${unit}`,
      target,
      ratio === undefined ? "" : ratio.toFixed(2),
      note,
    ]);
  }
  process.stdout.write(`${table.toString()}\n`);
}
