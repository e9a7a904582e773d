/* Draws the open consultation on the screen after changes, at most once per frame, and puts its figures in the store. */
import type { DecodedPhoto } from '../../core/consultation/photo.ts';
import type { Project } from '../../core/consultation/schema.ts';
import { reusedColumns } from '../../core/math/columns.ts';
import type { FaceSeen } from '../../core/photo/photo-check.ts';
import type { Candidates } from '../../core/stipple/candidates.ts';
import { advise } from '../../core/treatment/advice.ts';
import type { Appearance } from '../../core/treatment/appearance.ts';
import { inGesture, notify, setScreen } from '../actions.ts';
import { loadedOnce } from '../loaded-once.ts';
import { createLook, type Look } from '../look.ts';
import { NOT_LOADED } from '../not-loaded.ts';
import type { createStubbleFinder, FoundStubble } from '../own-stubble.ts';
import type { PhotoReading } from '../photo-reader.ts';
import type { Frame, Pipeline } from '../pipeline.ts';
import { queued } from '../queued.ts';
import type { DesignResult } from '../stages.ts';
import type { Screen } from '../store.ts';
import type { Desk } from './desk.ts';
import type { Grid } from './grid.ts';

export const SURROUND = { dark: [0x2a / 255, 0x2a / 255, 0x2a / 255], light: [0xc9 / 255, 0xc9 / 255, 0xc9 / 255] } as const;

/** The first dots are on the screen this long after their plan, ms. assumed: graphics in software take half of it. */
export const DRAWN_AFTER_MS = 300;

export interface Show {
  /** requests a drawing in the next frame */
  request(): void;
  /** draws before the browser paints, because a resized canvas would show its old content stretched */
  atOnce(): void;
  /** requests one although nothing has changed, because the picture was lost */
  again(): void;
  /** drops the state of the previous consultation */
  forget(): void;
}

export function createShow(theDesk: () => Desk): Show {
  /** reuses its columns, which no export reads, so that frames of the timeline allocate nothing */
  let screenLook: { of: Pipeline; look: Look } | null = null;
  let drawn: { result: DesignResult | null; look: Appearance | null; scale: number; frame: Frame } | null = null;
  let told: {
    result: DesignResult | null;
    look: Appearance | null;
    reading: PhotoReading | null;
    project: Project | null;
    patch: Screen['stubblePatch'];
  } | null = null;

  /** what was read last, while it is told */
  let read: { pipeline: Pipeline; project: Project; face: FaceSeen | null } | null = null;
  const faceShown = () => theDesk().opened?.shown.face ?? null;
  let beginning: { pipeline: Pipeline; stop: AbortController } | null = null;
  /** loaded on first use; created for each grid and ended after it */
  let grid: Grid | 'loading' | null = null;
  const drawGrid = (desk: Desk) => {
    if (grid === null) {
      grid = 'loading';
      createGrid(desk).then(
        (made) => {
          grid = made;
          request();
        },
        () => {
          grid = null;
          if (desk.store.getState().screen.way !== 'compare') return;
          setScreen(desk.store, { way: 'preview', grid: null });
          notify(desk.store, 'problem', NOT_LOADED);
        },
      );
    } else if (grid !== 'loading') grid.draw();
  };
  const endGrid = () => {
    if (grid === null || grid === 'loading') return;
    grid.end();
    grid = null;
  };

  const draw = () => {
    const { store, easel, candidates, pipeline } = theDesk();
    const { project, photo, screen } = store.getState();
    if (!easel || !photo || !project || easel.isLost()) return;
    // in the page it gets its size, and resizing it once something was drawn would wait for the graphics
    if (easel.canvas?.isConnected === false) return request();
    if (screen.way === 'compare' && screen.grid) return drawGrid(theDesk());
    endGrid();
    const ready = project.scale && project.head ? candidates.get(project.head.halfAxesMm) : null;
    const isBeginning = !!ready && !pipeline.hasDesigned();
    if (isBeginning) begin(pipeline, project, photo, ready);
    const result = ready && !isBeginning ? pipeline.design(project, photo, ready) : null;
    if (screenLook?.of !== pipeline) screenLook = { of: pipeline, look: createLook(pipeline.everyDay, reusedColumns()) };
    const look = result ? screenLook.look.appearance(result, project, { day: screen.day }) : null;
    const isFirst = !!result && !told?.result;
    tell(project, result, look, told?.reading ?? null, !result && !!project.head && !!project.scale);
    // what the first dots change in the page is drawn in a frame of its own
    if (isFirst) return request();
    const { scale, originX, originY } = screen.view;
    const white = project.white?.gains;
    const same = drawn?.result === result && drawn.look === look && drawn.scale === scale && drawn.frame.white === white;
    if (!drawn || !same) drawn = { result, look, scale, frame: screenLook.look.frame(project, result, look, scale) };
    const { width, height } = screen.viewportPx;
    easel.drawScreen(
      {
        widthPx: width,
        heightPx: height,
        scale,
        originX,
        originY,
        wipePx: look && look.shownCount > 0 ? Math.round(screen.wipe * width) : 0,
        surround: SURROUND[screen.theme],
      },
      drawn.frame,
    );
    if (read?.pipeline !== pipeline || read.project !== project || read.face !== faceShown()) requestReading();
  };

  /** Computes the first design of a photo while the photo itself is shown. */
  const begin = (pipeline: Pipeline, project: Project, photo: DecodedPhoto, ready: Candidates) => {
    if (beginning?.pipeline === pipeline) return;
    beginning?.stop.abort();
    const stop = new AbortController();
    beginning = { pipeline, stop };
    pipeline
      .designAhead(project, photo, ready, stop.signal)
      .catch((error: Error) => {
        if (!stop.signal.aborted) notify(theDesk().store, 'problem', `The dots could not be worked out: ${error.message}`);
      })
      .then(() => {
        if (stop.signal.aborted) return;
        beginning = null;
        request();
      });
  };

  /** Reads the photo again, separately from drawing, after the first dots and only after a drag, because it takes as long as a drawing. */
  const readLater = (run: () => void) => setTimeout(run, read ? 0 : DRAWN_AFTER_MS);
  const requestReading = queued(readLater, async () => {
    const { store, pipeline } = theDesk();
    const { project, photo } = store.getState();
    const isDue = () => told?.project === project && theDesk().pipeline === pipeline && !inGesture(store);
    // the first dots go before
    if (beginning || !project || !photo || !isDue()) return;
    const face = faceShown();
    const reading = await pipeline.readingAhead(project, photo, face);
    if (!told || !isDue()) return;
    read = reading && { pipeline, project, face };
    tell(project, told.result, told.look, reading, store.getState().results.updating);
  });

  /** Null too while the part that counts it is loaded, after which it is told again. */
  const stubbleIn = (project: Project): FoundStubble | null => {
    const finder = loadFinder();
    if (!(finder instanceof Promise)) return findStubble(finder.createStubbleFinder, theDesk(), project);
    const again = () => {
      told = null;
      request();
    };
    // a photo without it is shown as one without stubble
    finder.then(again, () => {});
    return null;
  };

  const tell = (
    project: Project,
    result: DesignResult | null,
    look: Appearance | null,
    reading: PhotoReading | null,
    updating: boolean,
  ) => {
    const { store, pipeline } = theDesk();
    const { screen, results } = store.getState();
    const patch = screen.stubblePatch;
    const sameReading = told?.reading?.tone === reading?.tone && told?.reading?.findings === reading?.findings;
    const same = told?.result === result && told.look === look && told.project === project && told.patch === patch;
    if (same && sameReading && results.updating === updating) return;
    told = { result, look, reading, project, patch };
    store.setState({
      results: {
        updating,
        dotCount: look?.shownCount ?? 0,
        sessionOnDay: look?.sessionsDone ?? 0,
        figures: result ? pipeline.figures(result, project) : null,
        advice: result ? advise(project, result.surface, result.skin, result.stubbleKept) : [],
        stubble: patch ? stubbleIn(project) : null,
        skinRgb: result?.skin?.rgb ?? null,
        tone: reading?.tone ?? null,
        photoFindings: reading?.findings ?? null,
        norwood: result?.plan.norwood ?? (() => null),
        hair: result?.hair ?? null,
      },
    });
  };

  /** nothing was asked for since it was drawn at once */
  let isDrawn = false;
  // the loupe of a gesture takes the picture in the frame that draws it
  const inNextFrame = queued(
    (run) => requestAnimationFrame(run),
    () => {
      if (!isDrawn || inGesture(theDesk().store)) draw();
    },
  );
  const request = () => {
    isDrawn = false;
    inNextFrame();
  };
  return {
    request,
    atOnce: queued(queueMicrotask, () => {
      isDrawn = true;
      draw();
    }),
    again() {
      drawn = null;
      request();
    },
    forget() {
      beginning?.stop.abort();
      beginning = null;
      drawn = null;
      told = null;
      read = null;
      endGrid();
    },
  };
}

const createGrid = async (desk: Desk) => (await import('./grid.ts')).createGrid(desk);

/** Counts the client's own stubble; loaded when its patch is first shown. */
const loadFinder = loadedOnce(() => import('../own-stubble.ts'));

/** The stubble in the shown patch, or in a proposed one. */
export function findStubble(create: typeof createStubbleFinder, { store, pipeline }: Desk, project: Project): FoundStubble | null {
  const { photo, screen } = store.getState();
  const at = screen.stubblePatch;
  return photo && pipeline.stubble(create, project, photo, typeof at === 'string' ? null : at);
}
