/* Lucide icons as templates; always beside a word or inside a named control, so hidden from assistive technology. */
import { html, svg } from 'lit-html';
import {
  Brush,
  CalendarDays,
  Camera,
  Check,
  ChevronDown,
  ChevronsDown,
  ChevronsLeftRight,
  ChevronsUp,
  ChevronUp,
  Columns3,
  Download,
  DraftingCompass,
  Droplet,
  Eye,
  FolderOpen,
  Grid2x2,
  HandHeart,
  House,
  Image,
  ImagePlus,
  Layers2,
  Maximize,
  Minus,
  Pause,
  PenTool,
  Pipette,
  Play,
  Plus,
  Printer,
  Radius,
  Redo2,
  RotateCcw,
  RotateCw,
  Ruler,
  Save,
  ScanFace,
  Share2,
  Shield,
  Spline,
  SprayCan,
  Sprout,
  Trash,
  TriangleAlert,
  Undo2,
  Unlink,
  UserRound,
  X,
} from 'lucide';

const ICONS = {
  brush: Brush,
  sessions: CalendarDays,
  camera: Camera,
  check: Check,
  wipe: ChevronsLeftRight,
  up: ChevronUp,
  muchUp: ChevronsUp,
  down: ChevronDown,
  muchDown: ChevronsDown,
  download: Download,
  shade: Droplet,
  open: FolderOpen,
  density: Grid2x2,
  home: House,
  photo: Image,
  preview: Eye,
  plan: DraftingCompass,
  compare: Columns3,
  client: HandHeart,
  addPhoto: ImagePlus,
  plans: Layers2,
  fit: Maximize,
  minus: Minus,
  betweenHair: Sprout,
  oldWork: SprayCan,
  pause: Pause,
  outline: PenTool,
  play: Play,
  plus: Plus,
  print: Printer,
  redo: Redo2,
  turn: RotateCw,
  undoAll: RotateCcw,
  scale: Ruler,
  save: Save,
  find: ScanFace,
  share: Share2,
  protect: Shield,
  hairline: Spline,
  soften: Radius,
  oneSide: Unlink,
  delete: Trash,
  warning: TriangleAlert,
  undo: Undo2,
  head: UserRound,
  white: Pipette,
  close: X,
} as const;
export type IconName = keyof typeof ICONS;

const shape = ([tag, a]: [string, Record<string, string | number | undefined>]) => {
  switch (tag) {
    case 'path':
      return svg`<path d=${a.d} />`;
    case 'circle':
      return svg`<circle cx=${a.cx} cy=${a.cy} r=${a.r} />`;
    case 'rect':
      return svg`<rect x=${a.x} y=${a.y} width=${a.width} height=${a.height} rx=${a.rx ?? 0} />`;
    case 'line':
      return svg`<line x1=${a.x1} y1=${a.y1} x2=${a.x2} y2=${a.y2} />`;
    default:
      return svg`<polyline points=${a.points} />`;
  }
};

export const icon = (name: IconName) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${(ICONS[name] as [string, Record<string, string | number | undefined>][]).map(shape)}</svg>`;
