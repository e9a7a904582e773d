/* The cost is a band by the hour and by the session, and rates that cannot be read are none. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costBand, parseRates } from '../../../src/core/treatment/cost.ts';

test('hours are a band, sessions are not', () => {
  expect(costBand([90, 180], 3, { currency: 'EUR', perHour: 100, perSession: 0 })).toEqual([150, 300]);
  expect(costBand([90, 180], 3, { currency: 'EUR', perHour: 0, perSession: 400 })).toEqual([1200, 1200]);
  expect(costBand([90, 180], 3, { currency: 'EUR', perHour: 100, perSession: 400 })).toEqual([1350, 1500]);
  expect(costBand([90, 180], 3, { currency: 'EUR', perHour: 0, perSession: 0 })).toBeNull();
});
test('rates come back as they were kept, and nothing else does', () => {
  const rates = { currency: 'JPY', perHour: 12_000, perSession: 0 };
  expect(parseRates(JSON.stringify(rates))).toEqual(rates);
  for (const text of [
    null,
    '',
    '{',
    '[]',
    '{"currency":"euro","perHour":1,"perSession":1}',
    '{"currency":"EUR","perHour":-1,"perSession":1}',
  ])
    expect(parseRates(text)).toBeNull();
  fc.assert(fc.property(fc.json(), (text) => parseRates(text) === null));
});
