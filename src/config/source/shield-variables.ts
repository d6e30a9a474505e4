const VARIABLE = /\$\{[A-Za-z_]\w*(?::-[^}\n"'\\]*)?\}/g;
const PRIVATE_USE = 0xe000;

/**
 * shieldVariables makes `${VAR}` safe inside `{…}` and `[…]`, where YAML would end the value at its brace: the
 * punctuation is swapped for private-use characters one for one, so that every offset stays right.
 */
export function shieldVariables(text: string): string {
  if (/[\ue000-\ue07f]/.test(text)) return text;
  return text.replace(VARIABLE, (found) =>
    found.replace(/[^\w$ ]/g, (char) =>
      char.charCodeAt(0) < 0x80 ? String.fromCharCode(PRIVATE_USE + char.charCodeAt(0)) : char,
    ),
  );
}

/** unshieldVariables undoes shieldVariables in a parsed text. */
export function unshieldVariables(text: string): string {
  return text.replace(/[\ue000-\ue07f]/g, (char) =>
    String.fromCharCode(char.charCodeAt(0) - PRIVATE_USE),
  );
}
