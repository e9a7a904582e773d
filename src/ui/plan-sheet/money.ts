/* Amounts of money in the device's language. */
import type { StudioRates } from '../../core/treatment/cost.ts';

/** Default currency by the country of the device's language. */
const OF_COUNTRY: Readonly<Record<string, string>> = {
  AE: 'AED',
  AT: 'EUR',
  AU: 'AUD',
  BE: 'EUR',
  BR: 'BRL',
  CA: 'CAD',
  CH: 'CHF',
  CN: 'CNY',
  CZ: 'CZK',
  DE: 'EUR',
  DK: 'DKK',
  ES: 'EUR',
  FI: 'EUR',
  FR: 'EUR',
  GB: 'GBP',
  GR: 'EUR',
  HU: 'HUF',
  IE: 'EUR',
  IL: 'ILS',
  IN: 'INR',
  IT: 'EUR',
  JP: 'JPY',
  KR: 'KRW',
  MX: 'MXN',
  NL: 'EUR',
  NO: 'NOK',
  NZ: 'NZD',
  PL: 'PLN',
  PT: 'EUR',
  RO: 'RON',
  SA: 'SAR',
  SE: 'SEK',
  SG: 'SGD',
  TR: 'TRY',
  US: 'USD',
  ZA: 'ZAR',
};
export const CURRENCIES = [...new Set(Object.values(OF_COUNTRY))].sort();

/** WebKitGTK calls a system without a language "c", which Intl refuses. */
function orEnglish(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0];
  } catch {
    return 'en';
  }
}
export function usualCurrency(language: string): string {
  const country = new Intl.Locale(orEnglish(language)).maximize().region ?? '';
  return OF_COUNTRY[country] ?? 'USD';
}
export const noRates = (): StudioRates => ({ currency: usualCurrency(navigator.language), perHour: 0, perSession: 0 });

/** "€150–300" in whole units, formatted for the device's language. */
export function moneyWords([low, high]: readonly [number, number], currency: string, language = navigator.language): string {
  const money = new Intl.NumberFormat(orEnglish(language), { style: 'currency', currency, maximumFractionDigits: 0 });
  if (money.format(low) === money.format(high)) return money.format(low);
  return money.formatRange?.(low, high) ?? `${money.format(low)} – ${money.format(high)}`;
}
