/** WrittenLink is a link within a text; its label is shown, its address is one of the web's. */
export interface WrittenLink {
  readonly label: string;
  readonly url: string;
}

/** WrittenText is a text as a receiver's own template wrote it: lines of plain text and links, for a notifier to escape and lay out. */
export type WrittenText = readonly (readonly (string | WrittenLink)[])[];
