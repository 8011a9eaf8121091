const PLACES = 12;
const ONE = 10n ** BigInt(PLACES);
const WRITTEN = /^([+-]?)(\d{1,18})(?:\.(\d{1,40}))?$/;

/**
 * An exact decimal number with 12 places. What does not fit is rounded half-up (away from zero) at the twelfth, once per operation.
 * Scores and shares are stored as its text; nothing that decides is ever a floating-point number.
 */
export class Decimal {
  private constructor(private readonly units: bigint) {}

  static readonly zero = new Decimal(0n);
  static readonly one = new Decimal(ONE);

  /** Reads "80", "-0.5", "79.999999999999"; null for anything else. */
  static tryParse(text: string): Decimal | null {
    const [, sign, whole = "", places = ""] = WRITTEN.exec(text) ?? [];
    if (whole === "") return null;
    const size = divideHalfUp(BigInt(whole + places) * ONE, 10n ** BigInt(places.length));
    return new Decimal(sign === "-" ? -size : size);
  }

  /** As `tryParse`, for what must be a number. Throws RangeError otherwise. */
  static parse(text: string): Decimal {
    const parsed = Decimal.tryParse(text);
    if (!parsed) throw new RangeError("not a decimal number");
    return parsed;
  }

  /** A number of content (80, 82.5) or a count. Throws RangeError for what has no exact short form. */
  static of(value: number | bigint): Decimal {
    return Decimal.parse(String(value));
  }

  /** numerator ÷ denominator, rounded once. */
  static ratio(numerator: bigint, denominator: bigint): Decimal {
    if (denominator === 0n) throw new RangeError("division by zero");
    return new Decimal(divideHalfUp(numerator * ONE, denominator));
  }

  add(other: Decimal): Decimal {
    return new Decimal(this.units + other.units);
  }

  subtract(other: Decimal): Decimal {
    return new Decimal(this.units - other.units);
  }

  multiply(other: Decimal): Decimal {
    return new Decimal(divideHalfUp(this.units * other.units, ONE));
  }

  divide(other: Decimal): Decimal {
    return Decimal.ratio(this.units, other.units);
  }

  /** this × numerator ÷ denominator, rounded once. Throws RangeError for a zero denominator. */
  part(numerator: Decimal, denominator: Decimal): Decimal {
    if (denominator.units === 0n) throw new RangeError("division by zero");
    return new Decimal(divideHalfUp(this.units * numerator.units, denominator.units));
  }

  /** this × numerator ÷ denominator as a whole number, rounded half-up once. */
  wholePart(numerator: bigint, denominator: bigint): bigint {
    if (denominator === 0n) throw new RangeError("division by zero");
    return divideHalfUp(this.units * numerator, denominator * ONE);
  }

  /** Σ weight × value ÷ Σ weight, rounded once; null where the weights make nothing. */
  static weightedMean(parts: readonly { weight: Decimal; of: Decimal }[]): Decimal | null {
    const whole = parts.reduce((sum, { weight }) => sum + weight.units, 0n);
    if (whole === 0n) return null;
    return new Decimal(
      divideHalfUp(
        parts.reduce((sum, { weight, of }) => sum + weight.units * of.units, 0n),
        whole,
      ),
    );
  }

  /** Negative, zero or positive, as `this` is smaller than, equal to or larger than `other`. */
  compare(other: Decimal): -1 | 0 | 1 {
    return this.units < other.units ? -1 : this.units > other.units ? 1 : 0;
  }

  atLeast(other: Decimal): boolean {
    return this.units >= other.units;
  }

  /** The shortest exact form: "80", "89.995", "-0.5". Parsing it gives the same number. */
  toString(): string {
    const text = this.written(PLACES);
    let end = text.length;
    while (text[end - 1] === "0") end--;
    return text.slice(0, text[end - 1] === "." ? end - 1 : end);
  }

  /** Rounded down to `places`, as scores are shown: 89.995 shows "89.99", 90 shows "90.00". */
  toFloor(places: number): string {
    const step = 10n ** BigInt(PLACES - places);
    const rest = ((this.units % step) + step) % step;
    return new Decimal(this.units - rest).written(places);
  }

  private written(places: number): string {
    const size = this.units < 0n ? -this.units : this.units;
    const digits = size.toString().padStart(PLACES + 1, "0");
    const whole = digits.slice(0, -PLACES);
    const fraction = digits.slice(-PLACES).slice(0, places);
    return (this.units < 0n ? "-" : "") + (places === 0 ? whole : `${whole}.${fraction}`);
  }
}

/** numerator ÷ denominator as a whole number, halves away from zero. */
function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const size = (2n * n + d) / (2n * d);
  return negative ? -size : size;
}

/** A stored score for people: rounded down to 2 decimals, without needless zeros: "89.99", "93.5", "90". */
export function showScore(score: string): string {
  return Decimal.parse(score)
    .toFloor(2)
    .replace(/\.?0+$/, "");
}
