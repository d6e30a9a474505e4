import { duration, momentText, type Words } from "../../../core/message/index.ts";

/** Moment is a moment in the zone of the settings, with the full one as its title. */
export function Moment(props: { readonly at: number; readonly words: Words }) {
  const { at, words } = props;
  const iso = new Date(at).toISOString();
  return (
    <time datetime={iso} title={iso}>
      {momentText(at, words.timezone)}
    </time>
  );
}

/** agoText says how long ago a moment was: `2 min 3 s ago`. */
export function agoText(at: number, now: number): string {
  return at > now ? `in ${duration(at - now)}` : `${duration(now - at)} ago`;
}
