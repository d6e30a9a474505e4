/** Fact is one labelled value of an alert, for a notifier to lay out. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Amount prints a value in its alert's unit, money with its dollars. */
export type Amount = (value: number) => string;

/** fact makes a Fact; one with an empty value is not shown. */
export function fact(label: string, value: string): Fact {
  return { label, value };
}
