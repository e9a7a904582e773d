/* Cost of a plan by the studio's own rates. A range, because the minutes are a range. */

export interface StudioRates {
  /** ISO 4217, "EUR" */
  currency: string;
  /** 0: not charged by the hour */
  perHour: number;
  /** 0: not charged by the session */
  perSession: number;
}
export const MOST_RATE = 1_000_000;

/** Lowest and highest cost in the rates' currency; null if the studio has set no rate. */
export function costBand(minutes: readonly [number, number], sessions: number, rates: StudioRates): readonly [number, number] | null {
  const { perHour, perSession } = rates;
  if (perHour === 0 && perSession === 0) return null;
  return [minutes[0], minutes[1]].map((of) => sessions * perSession + (of / 60) * perHour) as [number, number];
}

const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= MOST_RATE;
/** Parses saved rates; null if they are invalid. */
export function parseRates(text: string | null): StudioRates | null {
  let json: unknown;
  try {
    json = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  const { currency, perHour, perSession } = (json ?? {}) as Record<string, unknown>;
  return typeof currency === 'string' && /^[A-Z]{3}$/.test(currency) && isRate(perHour) && isRate(perSession)
    ? { currency, perHour, perSession }
    : null;
}
