import * as actions from '../../../src/app/actions.ts';
import { createAppStore } from '../../../src/app/store.ts';
import { parseProject } from '../../../src/core/project/schema.ts';
import { mountUi } from '../../../src/ui/mount.ts';

const store = createAppStore();
const canvas = document.createElement('canvas');
const img = new Image();
img.src = '/@fs/work/shared/photos/B1_front_nw6_clinic.jpg';
await img.decode();
const json = {
  format: 'smp-project',
  version: 1,
  title: 'Front, Norwood 6',
  photo: { name: 'B1_front_nw6_clinic.jpg', widthPx: 1600, heightPx: 2000 },
  scale: { pxPerMm: 6.28, method: 'marks', sdShare: 0.01 },
  camera: { focalPx: 7187 },
  head: { centrePx: [793, 740], halfAxesMm: [77, 80, 92], rotationRad: [0.2, 0, 0.03] },
  design: {
    hairline: {
      pointsPx: [
        [420, 640],
        [560, 560],
        [800, 520],
        [1040, 560],
        [1180, 640],
      ],
      style: 'natural',
      mirrored: true,
    },
    zones: [
      {
        kind: 'fill',
        outlinePx: [
          [400, 660],
          [420, 420],
          [600, 270],
          [800, 230],
          [1000, 270],
          [1170, 420],
          [1190, 660],
        ],
      },
      {
        kind: 'scar',
        outlinePx: [
          [600, 400],
          [700, 380],
          [700, 420],
        ],
      },
    ],
  },
};
const project = (q: unknown) => {
  const r = parseProject(q);
  if (!r.ok) throw new Error(r.reason);
  return r.project;
};
const photo = {
  name: 'b',
  widthPx: 1600,
  heightPx: 2000,
  hasAlpha: false,
  workingWidthPx: 1600,
  workingHeightPx: 2000,
  exifFocalPx: null,
  small: null as never,
  message: '',
};
const fake = () =>
  store.setState({
    results: {
      updating: false,
      dotCount: 8240,
      sessionOnDay: 3,
      skinRgb: [190, 140, 112],
      figures: {
        zones: [
          { areaCm2: 92, dots: 8200, dotsPerSession: [2460, 2870, 2870], minutes: [200, 320] },
          { areaCm2: 1, dots: 40, dotsPerSession: [10, 10, 20], minutes: [2, 4] },
        ],
        areaCm2: 93,
        dots: 8240,
        dotsPerSession: [2470, 2880, 2890],
        minutes: [202, 324],
        areaSdShare: 0.03,
      },
      advice: [
        { id: 'a', figure: 'Edge softness 7 mm', why: 'A soft edge reads as natural.', day: null },
        { id: 'b', figure: '41 % of the light taken', why: 'More than 35 % can read as a helmet in hard light.', day: 26 },
      ],
    },
  });
const open = (p: unknown) => {
  actions.openConsultation(store, photo, project(p));
  fake();
};
const log: unknown[] = [];
mountUi(document.getElementById('app')!, store, {
  canvas,
  demos: [
    {
      id: 'front',
      title: 'Front hairline',
      text: 'Norwood 6, three sessions',
      thumbnail: '/@fs/work/shared/photos/B1_front_nw6_clinic.jpg',
    },
    { id: 'crown', title: 'Crown', text: 'A crown fill from above', thumbnail: '/@fs/work/shared/photos/B2_top_nw6_soft.jpg' },
    { id: 'scar', title: 'Strip scar', text: 'Covering an old scar', thumbnail: '/@fs/work/shared/photos/A3_back_fut_soft.jpg' },
  ],
  openPhoto: async () => open({ ...json, scale: null, head: null, design: {} }),
  openProject: async () => open(json),
  openDemo: async () => {
    open(json);
    actions.setSession(store, { wipe: 0.5 });
  },
  recent: async () => [{ id: 'x', title: 'Front, Norwood 6', savedAt: 1763000000000 }],
  resume: async () => open(json),
  saveProject: async () => actions.notify(store, 'note', 'Saved as Front.smp'),
  exportImage: async (o) => {
    log.push(o);
  },
  deleteEverything: async () => {},
  closeToStart: async () => actions.closeConsultation(store),
  proposeHead: async () => actions.setHead(store, project(json).head!),
  proposeHairline: async () => actions.setDesign(store, project(json).design),
  photoPointAt: () => null,
  projectForTests: () => store.getState().project,
});
const paint = () => {
  const s = store.getState();
  const { width, height } = s.session.viewportPx;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const c = canvas.getContext('2d')!;
  c.fillStyle = s.session.theme === 'dark' ? '#2a2a2a' : '#c9c9c9';
  c.fillRect(0, 0, width, height);
  if (s.photo) {
    const v = s.session.view;
    c.drawImage(img, v.originX, v.originY, 1600 * v.scale, 2000 * v.scale);
  }
};
store.subscribe(paint);
Object.assign(window, { store, actions, log });
