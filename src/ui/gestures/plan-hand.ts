/* Gestures on the picture in Plan: brush strokes, scars, outlines corner by corner, the two marks of the scale, and the tap that sets white. */
import type { Hand } from '../ways/ways.ts';
import { tapMark } from './scale-tool.ts';
import { tapWhite } from './white-tool.ts';
import { beginStroke, cancelTool, closeOutline, endStroke, extendStroke, tapOutline } from './zone-tool.ts';

export const planHand: Hand = {
  strokes(ui, event) {
    const { tool, step } = ui.store.getState().screen;
    const draws = tool === 'brush' || (tool === 'scar' && !ui.local.draft.length);
    return step === 'density' && draws && event.button === 0 && !(event.pointerType === 'touch' && ui.local.penSeen);
  },
  beginStroke,
  extendStroke,
  endStroke,
  tap(ui, at, event) {
    const { tool, step } = ui.store.getState().screen;
    if (ui.local.picked) ui.change({ picked: null });
    if (step === 'shade' && ui.local.whitePick) tapWhite(ui, at);
    if (event.pointerType === 'touch' && ui.local.penSeen) return;
    if (step === 'scale') tapMark(ui, at);
    if (step === 'density' && tool !== 'none' && tool !== 'brush') tapOutline(ui, at, event.timeStamp);
  },
  key(ui, key) {
    const { whitePick, draft, tappedMark, picked } = ui.local;
    if (key === 'escape' && whitePick) ui.change({ whitePick: null });
    else if (key === 'escape' && tappedMark) ui.change({ tappedMark: null });
    else if (key === 'escape' && picked) ui.change({ picked: null });
    else if (ui.store.getState().screen.tool === 'none') return false;
    else if (key === 'escape') cancelTool(ui);
    else if (key === 'enter' && draft.length >= 3) closeOutline(ui);
    else if (key === 'backspace' && draft.length) ui.change({ draft: draft.slice(0, -1) });
    else return false;
    return true;
  },
};
