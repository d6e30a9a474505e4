/** Piece is a part of a text in Slack's mrkdwn, as Slack would show it. */
export type Piece =
  | { readonly kind: "text" | "code" | "pre" | "mention"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "link"; readonly url: string; readonly label: string }
  | { readonly kind: "bold" | "italic" | "strike" | "quote"; readonly pieces: readonly Piece[] };

const SPANS = { "*": "bold", _: "italic", "~": "strike" } as const;
/** A marker opens after a non-word and before a non-space, and closes the other way round; spans end with the line. */
const SPAN = /(?<![\p{L}\p{N}*_~])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}*_~])/u;
/** What stands for itself whatever is around it: inline code and everything in angle brackets. */
const SOLID = /`([^`\n]+)`|<([^<>\n]+)>/;
const EMOJI: Readonly<Record<string, string>> = {
  rotating_light: "🚨",
  warning: "⚠️",
  white_check_mark: "✅",
  information_source: "ℹ️",
  red_circle: "🔴",
  large_green_circle: "🟢",
  chart_with_upwards_trend: "📈",
  no_entry: "⛔",
};

/** parseMrkdwn reads the subset of mrkdwn that messages use: spans, code, links, mentions, quotes and entities. */
export function parseMrkdwn(text: string): readonly Piece[] {
  return text.split(/```(?:\n)?([\s\S]*?)```/).flatMap((part, index): readonly Piece[] => {
    if (index % 2 === 1) return [{ kind: "pre", text: decodeEntities(part.replace(/\n$/, "")) }];
    return lines(part);
  });
}

/** plainText shows pieces as text without any formatting. */
export function plainText(pieces: readonly Piece[]): string {
  return pieces.map(plain).join("");
}

/** decodeEntities turns the three entities that Slack knows into their characters. */
export function decodeEntities(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

function lines(text: string): Piece[] {
  return text.split("\n").flatMap((line, index) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const pieces: Piece[] = quoted
      ? [{ kind: "quote", pieces: solids(quoted[1] ?? "") }]
      : solids(line);
    return index === 0 || quoted ? pieces : [{ kind: "break" } as const, ...pieces];
  });
}

/** Code and brackets first: nothing inside of them is formatted. */
function solids(text: string): Piece[] {
  const found = SOLID.exec(text);
  if (!found) return spans(text);
  const whole = spanAcross(text, found);
  if (whole) return whole;
  const solid: Piece =
    found[1] !== undefined
      ? { kind: "code", text: decodeEntities(found[1]) }
      : bracket(found[2] ?? "");
  return [
    ...spans(text.slice(0, found.index)),
    solid,
    ...solids(text.slice(found.index + found[0].length)),
  ];
}

/** A span may hold code or a link: `*see <https://…|this>*`. */
function spanAcross(text: string, solid: RegExpExecArray): Piece[] | null {
  const span = SPAN.exec(text);
  if (!span || span.index > solid.index) return null;
  if (span.index + span[0].length < solid.index) return null;
  return spanOf(text, span, solids);
}

function spans(text: string): Piece[] {
  const span = SPAN.exec(text);
  if (!span) return text === "" ? [] : [{ kind: "text", text: emojis(decodeEntities(text)) }];
  return spanOf(text, span, spans);
}

function spanOf(text: string, span: RegExpExecArray, inner: (text: string) => Piece[]): Piece[] {
  const kind = SPANS[(span[1] ?? "*") as keyof typeof SPANS];
  return [
    ...spans(text.slice(0, span.index)),
    { kind, pieces: inner(span[2] ?? "") },
    ...inner(text.slice(span.index + span[0].length)),
  ];
}

function bracket(inside: string): Piece {
  const [target = "", label] = inside.split("|", 2);
  const shown = label === undefined ? undefined : decodeEntities(label);
  if (/^[@#!]/.test(target)) {
    const name = target.slice(1).replace(/^(subteam|date)\^/, "");
    return { kind: "mention", text: shown ?? `${target.startsWith("#") ? "#" : "@"}${name}` };
  }
  const url = decodeEntities(target);
  return { kind: "link", url, label: shown ?? url };
}

function emojis(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => EMOJI[name] ?? whole);
}

function plain(piece: Piece): string {
  switch (piece.kind) {
    case "break":
      return "\n";
    case "link":
      return piece.label === piece.url ? piece.url : `${piece.label} (${piece.url})`;
    case "quote":
      return `> ${plainText(piece.pieces)}\n`;
    case "bold":
    case "italic":
    case "strike":
      return plainText(piece.pieces);
    default:
      return piece.text;
  }
}
