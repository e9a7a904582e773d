/* The overlay over the picture on each step. Lines are drawn in photo pixels under one transform, handles in CSS pixels. */
import { html, nothing, svg } from 'lit-html';
import type { Project } from '../../core/consultation/schema.ts';
import type { Ui } from '../context.ts';
import { hairlineActions, hairlineHandles, hairlineLine } from './hairline.ts';
import { headHandles, headLines } from './head-outline.ts';
import { pointBar } from './point-bar.ts';
import { scaleMarks } from './scale-marks.ts';
import { stubbleHandle, stubbleLine } from './stubble-patch.ts';
import { whiteMark } from './white-mark.ts';
import { draftLines, draftPoints, outlineActions, zoneHandles, zoneLines } from './zones.ts';

export function overlay(ui: Ui, project: Project) {
  const { step, view, viewportPx } = ui.store.getState().screen;
  const k = view.scale / viewportPx.dpr;
  const transform = `matrix(${k} 0 0 ${k} ${view.originX / viewportPx.dpr} ${view.originY / viewportPx.dpr})`;
  let lines: unknown = nothing;
  let handles: unknown = nothing;
  if (step === 'scale') handles = scaleMarks(ui, project);
  else if (step === 'head') {
    lines = headLines(project);
    handles = svg`${ui.local.afterMeasuring?.doubtRings(ui, project)}${headHandles(ui, project)}`;
  } else if (step === 'hairline') {
    const { guides, measures } = ui.local;
    const found = guides?.guidesOf(project);
    lines = svg`${found && guides?.guideLines(found)}${measures?.measureLines(ui, project)}${hairlineLine(ui, project)}`;
    handles = svg`${found && guides?.guideLabels(ui, found)}${hairlineHandles(ui, project)}${measures?.measureMarks(ui, project)}`;
  } else if (step === 'shade') handles = whiteMark(ui, project);
  else if (step === 'density' && project.scale) {
    lines = svg`${hairlineLine(ui, project, true)}${zoneLines(ui, project)}${draftLines(ui, project)}${stubbleLine(ui)}`;
    handles = svg`${zoneHandles(ui, project)}${draftPoints(ui)}${stubbleHandle(ui)}`;
  }
  return html`<svg class="overlay">${svg`<g transform=${transform}>${lines}</g>`}${handles}</svg>
    ${barOfPicked(ui, project)}`;
}

function barOfPicked(ui: Ui, project: Project) {
  const { picked, handleHeld } = ui.local;
  const { step } = ui.store.getState().screen;
  if (!picked || handleHeld) return nothing;
  const { zoneId, index, count } = picked;
  const points = zoneId ? project.design.zones.find(({ id }) => id === zoneId)?.outline : project.design.hairline?.points;
  if (points?.length !== count || step !== (zoneId ? 'density' : 'hairline')) return nothing;
  const actions = zoneId ? outlineActions(ui, project, index) : hairlineActions(ui, project, index);
  return actions ? pointBar(ui, project, actions) : nothing;
}
