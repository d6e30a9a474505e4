/** Nano is an amount as an integer number of nano-credits (1e-9 credit), always a safe integer. */
export type Nano = number;

/** NANO_PER_CREDIT is the number of nano-credits in one credit. */
export const NANO_PER_CREDIT = 1_000_000_000;

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** AmountError says that a text is no amount, or one too large to be kept exactly. */
export class AmountError extends Error {
  override name = "AmountError";
}

/**
 * nanoFromText reads the decimal text of a number of credits as nano-credits without float arithmetic.
 * Digits past the ninth are rounded half to even. Throws AmountError on anything that is no decimal
 * number and on amounts beyond 2^53 nano-credits (about 9 million credits).
 */
export function nanoFromText(text: string): Nano {
  const match = DECIMAL.exec(text);
  if (!match) throw new AmountError(`"${text}" is not a decimal number of credits`);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const digits = BigInt(whole + fraction);
  const shift = Number(exponent) - fraction.length + 9;
  if (shift > 40) throw new AmountError(`"${text}" credits are more than can be kept exactly`);
  const nano = shift >= 0 ? digits * 10n ** BigInt(shift) : withoutDigits(digits, -shift);
  if (nano > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new AmountError(`"${text}" credits are more than can be kept exactly`);
  }
  return sign === "-" && nano !== 0n ? -Number(nano) : Number(nano);
}

/** With fifteen digits or fewer no two decimal numbers are the same floating-point number. */
const UNIQUE = 1e15;

/** nanoFromNumber reads an API number through its shortest decimal text; see nanoFromText. */
export function nanoFromNumber(value: number): Nano {
  // A whole number of nano-credits that gives the very value back is what that text says, if it has no more than fifteen digits.
  const nano = Math.round(value * NANO_PER_CREDIT);
  if (nano < UNIQUE && nano > -UNIQUE && nano / NANO_PER_CREDIT === value) return nano + 0;
  return nanoFromText(String(value));
}

/** creditsText prints nano-credits as the exact decimal number of credits, without trailing zeros. */
export function creditsText(nano: Nano): string {
  const digits = String(Math.abs(nano)).padStart(10, "0");
  const fraction = digits.slice(-9).replace(/0+$/, "");
  return `${nano < 0 ? "-" : ""}${digits.slice(0, -9)}${fraction ? `.${fraction}` : ""}`;
}

/** roundedCredits prints nano-credits as credits with a fixed number of decimals, half to even. */
export function roundedCredits(nano: Nano, decimals = 2): string {
  return scaled(BigInt(Math.abs(nano)), 9 - decimals, decimals, nano < 0);
}

/** usdText prints nano-credits as US dollars with cents; `usdPerCredit` is the price of one credit. */
export function usdText(nano: Nano, usdPerCredit: number): string {
  const rate = nanoFromNumber(usdPerCredit);
  return `$${scaled(BigInt(Math.abs(nano)) * BigInt(rate), 16, 2, nano < 0)}`;
}

/** nanoFromUsd turns US dollars (decimal text) into nano-credits, half to even. */
export function nanoFromUsd(dollars: string, usdPerCredit: number): Nano {
  const dollarNano = BigInt(nanoFromText(dollars));
  const rate = BigInt(nanoFromNumber(usdPerCredit));
  return Number(quotient(dollarNano * BigInt(NANO_PER_CREDIT), rate));
}

function scaled(value: bigint, drop: number, decimals: number, negative: boolean): string {
  const rounded = withoutDigits(value, drop);
  const digits = String(rounded).padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = decimals > 0 ? `.${digits.slice(-decimals)}` : "";
  return `${negative && rounded !== 0n ? "-" : ""}${whole}${fraction}`;
}

function withoutDigits(value: bigint, digits: number): bigint {
  return quotient(value, 10n ** BigInt(digits));
}

/** Half goes to the even neighbour; neither side is negative. */
function quotient(value: bigint, unit: bigint): bigint {
  const floor = value / unit;
  const rest = (value % unit) * 2n;
  if (rest > unit || (rest === unit && floor % 2n === 1n)) return floor + 1n;
  return floor;
}
