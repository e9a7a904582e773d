/* What a plan costs by a studio's own rates: a band, as the minutes are one. */

export interface StudioRates {
  /** ISO 4217, "EUR" */
  currency: string;
  /** 0: not charged by the hour */
  perHour: number;
  /** 0: not charged by the session */
  perSession: number;
}
export const MOST_RATE = 1_000_000;

/** In the rates' currency, fast and slow; null where the studio has no rate. */
export function costBand(minutes: readonly [number, number], sessions: number, rates: StudioRates): readonly [number, number] | null {
  const { perHour, perSession } = rates;
  if (perHour === 0 && perSession === 0) return null;
  return [minutes[0], minutes[1]].map((of) => sessions * perSession + (of / 60) * perHour) as [number, number];
}

const isRate = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= MOST_RATE;
/** Rates as they were kept; null where they cannot be read. */
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
