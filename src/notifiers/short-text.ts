import { cleanText } from "./clean-text.ts";
import { cutText } from "./cut-text.ts";

/** shortText makes a text from data clean and at most `max` units long. */
export function shortText(text: string, max: number): string {
  return cutText(cleanText(startOf(text, max)), max);
}

/**
 * startOf is as much of a text as can matter for `max` units of it, so that a title of megabytes costs nothing.
 * Cleaning may drop what cannot be seen; more than three parts in four of that are not worth reading on for.
 */
export function startOf(text: string, max: number): string {
  return text.length > max * 4 + 64 ? text.slice(0, max * 4 + 64) : text;
}
