/*
 * The printed plan: an element beside the app that is visible only in print. It is created on demand, its type set tighter until each page
 * fits, printed, and removed.
 */
import '../styles/plan-sheet.css';
import { html, nothing, render } from 'lit-html';
import type { PlanSheet } from '../../app/commands.ts';
import type { StudioRates } from '../../core/treatment/cost.ts';
import { planPage } from './plan-page.ts';
import { templateOf, templatePage } from './template-page.ts';

/** Number of steps of tighter type, defined in plan-sheet.css. */
const TIGHTEST = 4;

let leaveLast = () => {};

/** @param isWanted called when the sheet is ready; false cancels printing */
export async function printSheet(sheet: PlanSheet, rates: StudioRates | null, isWanted: () => boolean): Promise<void> {
  leaveLast();
  const urls = new Map(
    [...sheet.photos, ...(sheet.healed ? [sheet.healed] : [])].map((picture) => [picture, URL.createObjectURL(picture.jpeg)]),
  );
  const host = document.createElement('div');
  host.className = 'plan-sheet';
  const template = templateOf(sheet.project);
  render(
    html`${planPage(sheet, rates, (picture) => urls.get(picture) ?? '', template)}${template ? templatePage(sheet, template) : nothing}`,
    host,
  );
  document.body.append(host);
  const { title } = document;
  const leave = () => {
    for (const type of TOUCHES) window.removeEventListener(type, leave, true);
    document.title = title;
    host.remove();
    for (const url of urls.values()) URL.revokeObjectURL(url);
    leaveLast = () => {};
  };
  leaveLast = leave;
  try {
    await Promise.all([...urls.values()].map(decoded));
    await document.fonts.ready;
    for (const page of host.querySelectorAll<HTMLElement>('.sheet-page')) setTight(page);
    if (!isWanted()) return leave();
    // the file name of a saved PDF
    document.title = `${sheet.project.title || 'Plan'} ${sheet.planName}`;
    window.print();
    // some browsers fire afterprint before they have read the page: remove it on the user's next action
    for (const type of TOUCHES) window.addEventListener(type, leave, true);
  } catch (error) {
    leave();
    throw error;
  }
}
const TOUCHES = ['pointerdown', 'keydown'] as const;

async function decoded(url: string) {
  const image = new Image();
  image.src = url;
  await image.decode();
}

function setTight(page: HTMLElement) {
  for (let tight = 0; tight <= TIGHTEST; tight++) {
    page.dataset.tight = String(tight);
    if (page.scrollHeight <= page.clientHeight) return;
  }
}
