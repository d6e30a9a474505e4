/** sentenceCase writes the first letter of a text large, as a sentence begins. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
