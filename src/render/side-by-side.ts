/*
 * Several pictures side by side on one canvas, each with its own photo, dots and view: the passes of the screen run once per cell, so that a
 * cell looks like the whole screen. All dot sums are drawn before the first cell is composited, since tile-based GPUs would otherwise load
 * and store the canvas for every cell.
 */
import type { WebGLRenderer } from 'pixi.js';
import type { Rgb } from '../core/treatment/pigments.ts';
import { type CompositePass, createCompositePass, type PhotoTexture, photoTexture } from './composite-pass.ts';
import { createDotsPass, type DotsPass } from './dots-pass.ts';
import type { Frame } from './frame.ts';

/** A photo in graphics memory. */
export interface TakenPhoto {
  release(): void;
}
/** A part of the canvas, device px from its top left, and the photo's position in it: cell px = photo px x scale + origin. */
export interface Cell {
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
  scale: number;
  originX: number;
  originY: number;
  /** px from the cell's left that show the photo untouched */
  wipePx: number;
  /** null: the photo of the whole screen */
  photo: TakenPhoto | null;
  frame: Frame;
}
export interface SideBySide {
  /** uploads a photo; its bitmap must stay open until it is released, in case the context is restored */
  takePhoto(bitmap: ImageBitmap, size: { widthPx: number; heightPx: number }): TakenPhoto;
  draw(screen: { widthPx: number; heightPx: number; surround: Rgb }, cells: readonly Cell[]): void;
  /** releases everything */
  end(): void;
}

export function createSideBySide({
  renderer,
  shownPhoto,
}: {
  renderer: WebGLRenderer;
  shownPhoto(scale: number): PhotoTexture | null;
}): SideBySide {
  const passes: { dots: DotsPass; composite: CompositePass }[] = [];
  const textures = new Map<TakenPhoto, PhotoTexture>();

  return {
    takePhoto(bitmap, size) {
      const photo: TakenPhoto = {
        release() {
          for (const { composite } of passes) composite.forgetPhoto();
          textures.get(photo)?.source.destroy();
          textures.delete(photo);
        },
      };
      textures.set(photo, photoTexture(bitmap, size));
      return photo;
    },
    draw({ widthPx, heightPx, surround }, cells) {
      const shown = cells.flatMap((cell) => {
        const texture = cell.photo ? textures.get(cell.photo) : shownPhoto(cell.scale);
        const { originX, originY, scale } = cell;
        const rectangle = { widthPx: cell.widthPx, heightPx: cell.heightPx, originX: -originX, originY: -originY, scale };
        return texture ? [{ cell, texture, rectangle }] : [];
      });
      if (renderer.context.isLost || !shown.length) return;
      if (renderer.view.canvas.width !== widthPx || renderer.view.canvas.height !== heightPx) renderer.resize(widthPx, heightPx, 1);
      while (passes.length < shown.length) passes.push({ dots: createDotsPass(renderer), composite: createCompositePass(renderer) });
      for (const [i, { cell, rectangle }] of shown.entries()) passes[i].dots.draw(rectangle, cell.frame.splats);
      for (const [i, { cell, rectangle, texture }] of shown.entries()) {
        const { leftPx, topPx, wipePx, frame } = cell;
        const { dots, composite } = passes[i];
        composite.draw(
          rectangle,
          frame,
          dots.sums,
          {
            photo: texture,
            wipePx,
            surround,
            part: { leftPx, topPx, targetWidthPx: widthPx, targetHeightPx: heightPx },
            keepsRest: i > 0,
          },
          null,
        );
      }
    },
    end() {
      for (const { dots, composite } of passes.splice(0)) {
        composite.destroy();
        dots.destroy();
      }
      for (const { source } of textures.values()) source.destroy();
      textures.clear();
    },
  };
}
