/* Common objects of known length: the usual coin of the country of the device's language, a bank card, a ruler. */
import { usualCurrency } from './plan-sheet/money.ts';

export interface KnownLength {
  text: string;
  mm: number;
}
/** ISO/IEC 7810, ID-1: the long side. */
const BANK_CARD: KnownLength = { text: 'Bank card', mm: 85.6 };
const RULER: KnownLength = { text: 'Ruler, 100 mm', mm: 100 };
/** Diameters given by the mints; of the twelve-sided pound from corner to corner. */
const COIN_OF: Readonly<Record<string, KnownLength>> = {
  EUR: { text: '1 euro', mm: 23.25 },
  USD: { text: 'US quarter', mm: 24.26 },
  GBP: { text: '1 pound', mm: 23.43 },
  AUD: { text: '1 dollar', mm: 25 },
  BRL: { text: '1 real', mm: 27 },
  CAD: { text: 'Quarter', mm: 23.88 },
  CHF: { text: '1 franc', mm: 23.2 },
  CZK: { text: '10 koruna', mm: 24.5 },
  DKK: { text: '10 kroner', mm: 23.35 },
  JPY: { text: '100 yen', mm: 22.6 },
  KRW: { text: '100 won', mm: 24 },
  NOK: { text: '10 kroner', mm: 24 },
  NZD: { text: '1 dollar', mm: 23 },
  PLN: { text: '1 złoty', mm: 23 },
  SEK: { text: '5 kronor', mm: 23.75 },
};
const EVERYWHERE = ['EUR', 'USD', 'GBP'];

/** The first is the default: the country's coin, or a bank card if the table has none. */
export function knownLengths(language: string): KnownLength[] {
  const own = COIN_OF[usualCurrency(language)];
  const coins = EVERYWHERE.map((currency) => COIN_OF[currency]).filter((coin) => coin !== own);
  return own ? [own, ...coins, BANK_CARD, RULER] : [BANK_CARD, ...coins, RULER];
}
