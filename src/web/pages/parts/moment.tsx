import { momentText, type Words } from "../../../core/message/index.ts";

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
