/* The head and foot of every page. */
import { html } from 'lit-html';
import type { PlanSheet } from '../../app/commands.ts';

/** English like the rest of the page, with the month as a word so that it is read the same everywhere. */
const printedOn = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export const pageHead = (title: string, { project, planName }: PlanSheet) =>
  html`<header>
    <div><h1>${title}</h1><p>${project.title || 'Client:'}</p></div>
    <dl><div><dt>Plan</dt><dd>${planName}</dd></div><div><dt>Printed</dt><dd>${printedOn.format(new Date())}</dd></div></dl>
  </header>`;

export const pageFoot = (page: number, pages: number, text: string) =>
  html`<footer><b>Illustration, not a guarantee</b><span>${text}</span><span>${page} / ${pages}</span></footer>`;
