/* The first page: the head with the plan drawn on it, figures, sessions, advice, the consultation form, signatures. */
import { html, nothing } from 'lit-html';
import type { PlanSheet, SheetPicture } from '../../app/commands.ts';
import type { Project, ZoneKind } from '../../core/consultation/schema.ts';
import { hairlineCurve } from '../../core/design/hairline.ts';
import type { HairlineTemplate } from '../../core/design/hairline-template.ts';
import { hairlineHeight } from '../../core/scalp/hairline-height.ts';
import { costBand, type StudioRates } from '../../core/treatment/cost.ts';
import { MINUTES_PER_1000_DOTS, type PlanFigures } from '../../core/treatment/estimates.ts';
import { settledDay } from '../../core/treatment/healing.ts';
import { surfaceOf } from '../head-geometry.ts';
import { count, fixed, photoWords, plural } from '../words.ts';
import { AFTERCARE, CONTRAINDICATIONS, NEEDLES } from './form-words.ts';
import { moneyWords } from './money.ts';
import { photoFigure } from './photo-figure.ts';
import { pageFoot, pageHead } from './sheet-frame.ts';

type UrlOf = (picture: SheetPicture) => string;

export function planPage(sheet: PlanSheet, rates: StudioRates | null, urlOf: UrlOf, template: HairlineTemplate | null) {
  const { project, photos, photosLeftOut, healed, figures } = sheet;
  const alone = photos.length === 1;
  return html`<article class="sheet-page plan-page">
    ${pageHead('Scalp micropigmentation plan', sheet)}
    <div class="sheet-photos" data-count=${photos.length + (alone && healed ? 1 : 0)}>
      ${photos.map((picture) => photoFigure(picture, urlOf(picture), words(picture), true))}
      ${alone && healed ? photoFigure(healed, urlOf(healed), `Healed, day ${count(settledDay(project.treatment))}: illustration`, false) : nothing}
    </div>
    ${photosLeftOut ? html`<p class="sheet-note">${plural(photosLeftOut, 'more photo is', 'more photos are')} in the consultation.</p>` : nothing}
    <div class="sheet-columns">
      <section>
        <h2>Hairline</h2>
        ${hairlineFacts(project, template)}
        <h2>Zones</h2>
        ${figures ? zoneTable(project, figures) : html`<p>${whyNoFigures(project)}</p>`}
      </section>
      <section>
        <h2>Sessions</h2>
        ${sessionTable(project, figures, rates)}
        <p class="sheet-note">${NEEDLES} Dilution: parts of water to one of pigment. Dots ${fixed(project.treatment.dotMm, 2)} mm fresh, ${fixed(project.treatment.depthMm, 2)} mm deep, ${project.treatment.wash} wash, skin ${project.treatment.skin}${project.treatment.finish ? `, finish ${project.treatment.finish.name}` : ''}.</p>
      </section>
    </div>
    ${adviceOf(sheet)}
    <div class="sheet-columns">
      <section>
        <h2>Before treatment: tick what applies</h2>
        <ul class="ticks">
          ${CONTRAINDICATIONS.map((text) => html`<li>${text}</li>`)}
          <li>None of these</li>
        </ul>
      </section>
      <section>
        <h2>Aftercare, each session: tick when explained</h2>
        <ul class="ticks">
          ${AFTERCARE.map(({ days, text }) => html`<li><b>${days}</b> ${text}</li>`)}
          <li>Fades over the years; a touch-up is usual after 3 to 6.</li>
          <li>I agree to photos being kept for the treatment.</li>
        </ul>
      </section>
    </div>
    <div class="signatures">
      ${['Client', 'Practitioner'].map((who) => html`<div class="signed"><span class="signed-line">${who}: name</span><span class="signed-line">Signature</span><span class="signed-line">Date</span></div>`)}
    </div>
    ${pageFoot(1, template ? 2 : 1, 'An illustration of what is planned. Healing differs from skin to skin.')}
  </article>`;
}

const words = ({ id, label, project }: SheetPicture) => {
  const { name, side } = project.photo;
  const pose = project.head ? { centrePx: project.head.centrePx, rotationRad: project.head.rotationRad } : null;
  return photoWords({ id, name, side, label, pose });
};

const whyNoFigures = ({ scale }: Project) =>
  scale
    ? 'The head is not placed yet: areas, dots and minutes are not known.'
    : 'The scale is not set: areas, dots, minutes and the template are not known.';

function hairlineFacts(project: Project, template: HairlineTemplate | null) {
  const { hairline } = project.design;
  if (!hairline) return html`<p>This plan has no hairline, and so no template: zones keep their whole outline.</p>`;
  const surface = surfaceOf(project);
  const height = surface && hairlineHeight(hairlineCurve(hairline, 0.5), surface, project.photo.landmarks?.glabella);
  const row = (name: string, value: unknown) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const corner = height?.cornerAboveMidMm ?? 0;
  return html`<dl>
    ${height ? row('Mid-point above the glabella', `${fixed(height.midMm, 0)} ± ${height.sdMm} mm${height.from === 'face' ? '' : ', estimated'}`) : nothing}
    ${height ? row('Corners', `${fixed(Math.abs(corner), 0)} mm ${corner < 0 ? 'below' : 'above'} the mid-point${height.cornerHalfWidthMm === null ? '' : `, ${fixed(height.cornerHalfWidthMm, 0)} mm aside`}`) : nothing}
    ${template ? row('Length along the line', `${fixed(template.lengthMm, 1)} mm`) : nothing}
    ${row('Edge', `${hairline.style}, soft over ${fixed(hairline.featherMm, 1)} mm, irregularity ${fixed(hairline.irregularity, 2)}`)}
  </dl>
  ${template ? nothing : html`<p>${whyNoFigures(project)}</p>`}`;
}

const KINDS: Record<ZoneKind, string> = { fill: 'Fill', scar: 'Scar', protect: 'Protected', hair: 'Between hair', oldwork: 'Old work' };

function zoneTable(project: Project, figures: PlanFigures) {
  const { zones } = project.design;
  const sessions = project.treatment.sessions.map((_, i) => i);
  const rows = figures.zones
    .map((zone, i) => ({ ...zone, name: `${i + 1} ${KINDS[zones[i].kind]}`, kind: zones[i].kind, perCm2: zones[i].perCm2 }))
    .filter(({ kind }) => kind !== 'protect');
  const { unseen } = figures;
  return html`<table>
      <thead><tr><th>Zone</th><th>cm²</th><th>per cm²</th>${sessions.map((i) => html`<th>Dots S${i + 1}</th>`)}<th>All</th></tr></thead>
      <tbody>
        ${rows.map(
          (
            zone,
          ) => html`<tr><th>${zone.name}</th><td>${fixed(zone.areaCm2, 0)}</td><td>${zone.kind === 'oldwork' ? '–' : count(zone.perCm2)}</td>
            ${sessions.map((i) => html`<td>${count(zone.dotsPerSession[i])}</td>`)}<td>${count(zone.dots)}</td></tr>`,
        )}
      </tbody>
      <tfoot><tr><th>All</th><td>${fixed(figures.areaCm2, 0)} ± ${fixed(Math.max(1, figures.areaCm2 * figures.areaSdShare), 0)}</td><td></td>
        ${sessions.map((i) => html`<td>${count(figures.dotsPerSession[i])}</td>`)}<td>${count(figures.dots)}</td></tr></tfoot>
    </table>
    ${unseen.areaCm2 >= 1 ? html`<p class="sheet-note">Of these ${fixed(unseen.areaCm2, 0)} cm² with ${count(unseen.dots)} dots are in no photo: hair there is not known.</p>` : nothing}`;
}

function sessionTable({ treatment }: Project, figures: PlanFigures | null, rates: StudioRates | null) {
  const rows = treatment.sessions.map((session, i) => {
    const dots = figures?.dotsPerSession[i] ?? null;
    const minutes = dots === null ? null : (MINUTES_PER_1000_DOTS.map((per) => (per * dots) / 1000) as [number, number]);
    return { ...session, dots, minutes };
  });
  const cost = (minutes: readonly [number, number], sessions: number) => {
    const band = rates && costBand(minutes, sessions, rates);
    return rates && band ? moneyWords(band, rates.currency) : null;
  };
  const hasCost = figures !== null && cost([1, 1], 1) !== null;
  return html`<table>
    <thead><tr><th></th><th>Day</th><th>Dilution</th><th class="written">Needle used</th><th class="written">Date</th>${figures ? html`<th>Dots</th><th>Time</th>` : nothing}${hasCost ? html`<th>Cost</th>` : nothing}</tr></thead>
    <tbody>
      ${rows.map(
        (
          { day, dilution, dots, minutes },
          i,
        ) => html`<tr><th>${i + 1}</th><td>${count(day)}</td><td>${Number(dilution.toFixed(1))} : 1</td><td></td><td></td>
          ${dots === null || !minutes ? nothing : html`<td>${count(dots)}</td><td>${hours(minutes)}</td>`}
          ${hasCost && minutes ? html`<td>${cost(minutes, 1)}</td>` : nothing}</tr>`,
      )}
    </tbody>
    ${
      figures
        ? html`<tfoot><tr><th>All</th><td></td><td></td><td></td><td></td><td>${count(figures.dots)}</td><td>${hours(figures.minutes)}</td>${hasCost ? html`<td>${cost(figures.minutes, rows.length)}</td>` : nothing}</tr></tfoot>`
        : nothing
    }
  </table>`;
}

/** "1.2–2.4 h"; in minutes below an hour. */
const hours = ([low, high]: readonly [number, number]) =>
  high < 60 ? `${fixed(low, 0)}–${fixed(high, 0)} min` : `${fixed(low / 60, 1)}–${fixed(high / 60, 1)} h`;

function adviceOf({ advice }: PlanSheet) {
  if (!advice.length) return nothing;
  return html`<section class="sheet-advice">
    <h2>Worth a second look</h2>
    <ul>${advice.map(({ title, figure, why }) => html`<li><b>${title}</b> (${figure}). <span>${why}</span></li>`)}</ul>
  </section>`;
}
