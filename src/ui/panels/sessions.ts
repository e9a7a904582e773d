/* The sessions: day, share done, dilution; how this skin heals; touch-ups. */
import { html, nothing } from 'lit-html';
import { setDilution, setTreatment } from '../../app/actions.ts';
import { HEALING_BANDS, type Project, type Session, SKIN_TYPES, SUN } from '../../core/consultation/schema.ts';
import { usualFor, usualSessions } from '../../core/consultation/usual-sessions.ts';
import { KEPT_AT_28 } from '../../core/treatment/healing.ts';
import { SKIN_COLOUR } from '../../core/treatment/skin-colours.ts';
import { ADVICE_OF, adviceList } from '../advice-list.ts';
import type { Ui } from '../context.ts';
import { button, numberField, selectField } from '../controls/fields.ts';
import { swatchPair } from '../controls/pictures.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { slider } from '../controls/slider.ts';
import { healedTone } from '../healed-tone.ts';
import { withFinish } from './finish.ts';

/** Largest dilution of a fourth and a fifth session. assumed. */
const LATER_DILUTION = 12;
const BAND_WORDS = { light: 'Light', typical: 'Typical', strong: 'Strong' } as const;
const SUN_WORDS = { protected: 'Protected', average: 'Average', high: 'High' } as const;
const TYPE_WORDS = { dry: 'Dry', normal: 'Normal', oily: 'Oily' } as const;

/** One more session, two weeks on, a little darker; the earlier ones leave it the last fifth of the dots. */
export function withSession(sessions: readonly Session[]): Session[] {
  const last = sessions[sessions.length - 1];
  const before = sessions[sessions.length - 2]?.cumulativeShare ?? 0;
  const share = Math.round((before + (1 - before) * 0.6) * 100) / 100;
  return [
    ...sessions.slice(0, -1),
    { ...last, cumulativeShare: share },
    { day: last.day + 14, cumulativeShare: 1, dilution: Math.max(1, Math.min(last.dilution, LATER_DILUTION)) },
  ];
}
export const withoutLast = (sessions: readonly Session[]): Session[] =>
  sessions.slice(0, -1).map((s, i, rest) => (i === rest.length - 1 ? { ...s, cumulativeShare: 1 } : s));

export function sessionsPanel(ui: Ui, project: Project) {
  const { treatment, design } = project;
  const { sessions } = treatment;
  const skin = ui.store.getState().results.skinRgb ?? SKIN_COLOUR[treatment.skin];
  const fills = design.zones.filter((z) => z.kind !== 'protect');
  const perCm2 = fills.length ? fills[0].perCm2 : 140;
  const setSessions = (next: Session[]) => setTreatment(ui.store, { sessions: next });
  const isForFair = usualFor(treatment) === 'fair hair';
  const change = (index: number, part: Partial<Session>) => setSessions(sessions.map((s, i) => (i === index ? { ...s, ...part } : s)));
  return html`<p class="lead">Light to dark: each session adds dots and may use a stronger wash. Dilution is parts of water to one of pigment.</p>
    ${withFinish(project)}
    ${
      isForFair
        ? html`<p class="note">No dark hair was seen on this fair skin, so these are the washes for fair hair.</p>
          <div class="row">${button('Take those for dark hair', () => setSessions(usualSessions(treatment.skin)))}</div>`
        : nothing
    }
    ${sessions.map((session, i) => {
      const n = i + 1;
      const isLast = n === sessions.length;
      const from = i ? sessions[i - 1] : null;
      const next = sessions[i + 1];
      return html`<section class="session" aria-labelledby=${`session-${n}`}>
        <h3 id=${`session-${n}`}>Session ${n}</h3>
        ${slider(ui, {
          label: `Session ${n} dilution`,
          value: session.dilution,
          min: 1,
          max: 80,
          step: 1,
          fine: 0.5,
          standard: usualSessions(treatment.skin, isForFair)[i]?.dilution,
          unit: ': 1',
          format: (x) => String(Number(x.toFixed(1))),
          picture: html`${swatchPair(skin, healedTone(skin, treatment, perCm2, n))}<span class="picture-caption">skin, and healed after it</span>`,
          onInput: (dilution) => setDilution(ui.store, i, dilution),
        })}
        ${
          isLast
            ? html`<p class="note">All dots are done after this one.</p>`
            : slider(ui, {
                label: `Done after session ${n}`,
                value: Math.round(session.cumulativeShare * 100),
                min: Math.round((from?.cumulativeShare ?? 0) * 100) + 1,
                max: Math.round(next.cumulativeShare * 100) - 1,
                step: 5,
                fine: 1,
                unit: '% of the dots',
                onInput: (share) => change(i, { cumulativeShare: share / 100 }),
              })
        }
        ${
          i > 0
            ? numberField({
                label: 'Day',
                value: session.day,
                min: (from?.day ?? 0) + 1,
                max: next ? next.day - 1 : 3650,
                step: 1,
                digits: 0,
                onChange: (day) => change(i, { day: Math.round(day) }),
              })
            : nothing
        }
      </section>`;
    })}
    <div class="row">
      ${sessions.length < 5 ? button('Add a session', () => setSessions(withSession(sessions)), { icon: 'plus' }) : nothing}
      ${sessions.length > 1 ? button('Remove last session', () => setSessions(withoutLast(sessions)), { icon: 'minus', kind: 'quiet' }) : nothing}
    </div>
    ${radioGroup(
      'How much the skin keeps',
      HEALING_BANDS.map((value) => ({ value, text: BAND_WORDS[value] })),
      treatment.healing,
      (healing) => setTreatment(ui.store, { healing }),
    )}
    <div class="fields">
      ${selectField(
        'Sun',
        SUN.map((value) => ({ value, text: SUN_WORDS[value] })),
        treatment.care.sun,
        (sun) => setTreatment(ui.store, { care: { ...treatment.care, sun } }),
      )}
      ${selectField(
        'Skin type',
        SKIN_TYPES.map((value) => ({ value, text: TYPE_WORDS[value] })),
        treatment.care.skinType,
        (skinType) => setTreatment(ui.store, { care: { ...treatment.care, skinType } }),
      )}
    </div>
    <span class="group-label">Touch-ups, years after the last session</span>
    <div class="fields">
      ${treatment.touchUpYears.map((year, i) =>
        numberField({
          label: `Touch-up ${i + 1}`,
          value: year,
          min: (treatment.touchUpYears[i - 1] ?? 0) + 0.1,
          max: (treatment.touchUpYears[i + 1] ?? 50.1) - 0.1,
          unit: 'years',
          onChange: (y) => setTreatment(ui.store, { touchUpYears: treatment.touchUpYears.map((x, k) => (k === i ? y : x)) }),
        }),
      )}
    </div>
    <div class="row">
      ${
        treatment.touchUpYears.length < 8
          ? button(
              'Add a touch-up',
              () =>
                setTreatment(ui.store, {
                  touchUpYears: [...treatment.touchUpYears, Math.min(50, (treatment.touchUpYears.at(-1) ?? 0) + 4)],
                }),
              { icon: 'plus' },
            )
          : nothing
      }
      ${
        treatment.touchUpYears.length
          ? button('Remove last touch-up', () => setTreatment(ui.store, { touchUpYears: treatment.touchUpYears.slice(0, -1) }), {
              icon: 'minus',
              kind: 'quiet',
            })
          : nothing
      }
    </div>
    ${adviceList(ui, ADVICE_OF.sessions)}
    <details class="evidence">
      <summary>What is known, what is assumed</summary>
      <p class="note">Known from practice and papers: redness for a day or two, scabs until about day 10, the palest look between day 7 and 14, settled after four weeks; scars lose nearly twice as much; sun, oily skin and swimming fade faster.</p>
      <p class="note">Assumed here, for lack of any instrument reading: how much is kept (${HEALING_BANDS.map((b) => `${Math.round(100 * KEPT_AT_28[b])} %`).join(' / ')} after four weeks for light, typical and strong holding skin), 10 % a year after that (6–16), how far dots spread, and how much each kind of care changes it. The grey band is that range; it is not a promise.</p>
    </details>`;
}
