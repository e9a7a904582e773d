/*
 * The printed plan: a document of its own beside the app, which only paper shows. Made when it is asked for, set tighter until each page holds
 * what is on it, printed, and taken away.
 */
import '../styles/plan-sheet.css';
import { html, nothing, render } from 'lit-html';
import type { PlanSheet } from '../../app/commands.ts';
import type { StudioRates } from '../../core/treatment/cost.ts';
import { planPage } from './plan-page.ts';
import { templateOf, templatePage } from './template-page.ts';

/** Steps of setting a page tighter: plan-sheet.css. */
const TIGHTEST = 4;

let leaveLast = () => {};

/** @param isWanted asked once all is ready to be printed */
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
    // what a saved PDF is called
    document.title = `${sheet.project.title || 'Plan'} ${sheet.planName}`;
    window.print();
    // some browsers tell of the end of printing before they have read the page: it goes when somebody goes on with the app
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
