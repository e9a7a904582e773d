/*
 * What a person does in the open app that is not a drag, by the names on the screen, and what they see. It runs in the page of every engine;
 * drags are real input, and come from the driver.
 */
export interface Hand {
  /** @param url of the photo, taken as the file that was chosen. Its measuring is cancelled. */
  openPhoto(url: string): Promise<void>;
  openProject(url: string): Promise<void>;
  press(name: string): Promise<void>;
  /** a step of Plan: Preview has a button of the same name */
  goToStep(name: string): Promise<void>;
  choose(group: string, text: string): Promise<void>;
  /** the middle of what has the name, CSS px */
  middleOf(name: string): Promise<[number, number]>;
  /** the middle of the handle that is halfway along the hairline */
  middleHandle(): Promise<[number, number]>;
  /** Puts the pixels of the picture, RGBA, and tells its size. */
  screenTo(url: string): Promise<{ name: string; width: number; height: number }>;
  /** @returns the file's name */
  exportTo(url: string): Promise<string>;
  printPlan(): Promise<{ text: string; paths: string[] }>;
}
declare global {
  interface Window {
    hand: Hand;
    seenErrors: string[];
  }
}

/** Frames without a change after which the app is taken to be at rest. */
const FRAMES_AT_REST = 8;
/** How often a picture is asked for until there is one. */
const MOST_TRIES = 10;

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
/** Asks again until there is an answer; an error of the page ends it. */
async function until<T>(find: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    const problem = document.querySelector('.toast:is([data-kind="problem"], [data-kind="loss"])');
    if (problem) throw new Error(problem.textContent?.trim());
    if (window.seenErrors.length) throw new Error('the page has an error');
    await frame();
  }
}
const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.trim();
const named = (selector: string, name: string) =>
  until(() => [...document.querySelectorAll<HTMLElement>(selector)].find((element) => nameOf(element) === name));
const canvas = () => document.querySelector<HTMLCanvasElement>('canvas[role="img"]');
const put = async (url: string, body: Blob | ArrayBuffer) => {
  const answer = await fetch(url, { method: 'PUT', body });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
};

/** Nothing is under way, and neither the picture's name nor its size has changed for some frames. */
async function atRest(): Promise<HTMLCanvasElement> {
  let last = '';
  for (let frames = 0; frames < FRAMES_AT_REST; frames++) {
    await frame();
    const picture = await until(canvas);
    const isBusy = !!document.querySelector('.toast.busy') || document.querySelector('.time-dots')?.textContent === 'updating';
    const now = `${nameOf(picture)} ${picture.width} ${picture.height}`;
    if (isBusy || now !== last) frames = 0;
    last = now;
  }
  return until(canvas);
}
const middle = (element: Element): [number, number] => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
};
async function chooseFile(label: string, url: string) {
  const blob = await (await fetch(url)).blob();
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], url.split('/').pop() ?? '', { type: blob.type }));
  const input = (await named('input[type="file"]', label)) as HTMLInputElement;
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

window.hand = {
  async openPhoto(url) {
    await chooseFile('Open photo', url);
    const measuring = await until(() =>
      [...document.querySelectorAll('.toast.busy')].find((toast) => toast.textContent?.includes('Measuring the photo')),
    );
    measuring.querySelector('button')?.click();
    await atRest();
  },
  async openProject(url) {
    await chooseFile('Open project', url);
    await until(() => canvas() && /\b[1-9][\d,]* dots/.test(nameOf(canvas() as Element) ?? ''));
  },
  async press(name) {
    (await named('button', name)).click();
  },
  async goToStep(name) {
    (await named('[role="tab"]', name)).click();
  },
  async choose(group, text) {
    const radios = await named('[role="radiogroup"]', group);
    (await until(() => [...radios.querySelectorAll('label')].find((one) => nameOf(one) === text))).click();
  },
  async middleOf(name) {
    await atRest();
    return middle(await named('[aria-label]', name));
  },
  async middleHandle() {
    await atRest();
    const handles = await until(() => {
      const found = document.querySelectorAll('.handle[aria-label^="Hairline point"]');
      return found.length > 0 && found;
    });
    return middle(handles[handles.length >> 1]);
  },
  async screenTo(url) {
    const picture = await atRest();
    const { width, height } = picture;
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!copy) throw new Error('no canvas to read the picture with');
    const drawn = async () => {
      // WebGL keeps its picture until the end of the frame that drew it: these make the app draw one, and what follows it in that frame reads
      (await named('button', 'Zoom in')).click();
      await frame().then(frame);
      (await named('button', 'Fit the head')).click();
      await frame().then(() => copy.drawImage(picture, 0, 0));
      return copy.getImageData(0, 0, width, height).data;
    };
    let rgba = await drawn();
    // a frame in which nothing was drawn leaves an empty copy, black or transparent: seen once in Chromium and once in Firefox, and why is not known
    const isEmpty = () => rgba.every((byte, i) => byte === 0 || i % 4 === 3);
    for (let tries = 1; tries < MOST_TRIES && isEmpty(); tries++) rgba = await drawn();
    await put(url, rgba.buffer);
    return { name: nameOf(picture) ?? '', width, height };
  },
  async exportTo(url) {
    await atRest();
    const { click } = HTMLAnchorElement.prototype;
    const saved = new Promise<{ blob: Blob; name: string }>((resolve, reject) => {
      HTMLAnchorElement.prototype.click = function () {
        const { href, download } = this;
        fetch(href)
          .then((answer) => answer.blob())
          .then((blob) => resolve({ blob, name: download }), reject);
      };
    });
    try {
      (await named('button', 'Export image')).click();
      const { blob, name } = await saved;
      await put(url, blob);
      return name;
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  },
  async printPlan() {
    const { print } = window;
    // the sheet as it is when the printer would take it
    const printed = new Promise<{ text: string; paths: string[] }>((resolve, reject) => {
      window.print = () => {
        const sheet = document.querySelector('.plan-sheet');
        if (!sheet) return reject(new Error('there is no sheet to print'));
        const today = new Date().toLocaleDateString();
        resolve({
          text: (sheet.textContent ?? '').replaceAll(today, 'today').replace(/\s+/g, ' ').trim(),
          paths: [...sheet.querySelectorAll('.template-page path')].map((path) => path.getAttribute('d') ?? ''),
        });
      };
    });
    try {
      (await named('button', 'Print plan')).click();
      return await printed;
    } finally {
      window.print = print;
    }
  },
};
