/*
 * Guided photos: the camera's picture over the whole screen, with an outline to fill for each standard view. Accepted pictures are kept on
 * this device at once, in one consultation; one that cannot be kept stays in the dialog until it is saved or opened. Loaded on first use.
 */
import '../styles/capture.css';
import { html, nothing, render, svg } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import type { Facing, KeptPhoto, LiveCamera } from '../../app/commands.ts';
import type { Ui } from '../context.ts';
import { button, fileButton, selectField } from '../controls/fields.ts';
import { radioGroup } from '../controls/radio-group.ts';
import { icon } from '../icons.ts';
import { vars } from '../vars.ts';
import { STANDARD_VIEWS, type StandardView } from './views.ts';

type Timer = '0' | '3' | '10';
const TIMERS = [
  { value: '0', text: 'No timer' },
  { value: '3', text: '3 seconds' },
  { value: '10', text: '10 seconds' },
] as const;

/** Opens the dialog; resolves when it is closed and the kept photos have been opened. */
export function takePhotos(ui: Ui): Promise<void> {
  const { commands } = ui;
  let view: StandardView = STANDARD_VIEWS[0];
  let facing: Facing = 'environment';
  let camera: LiveCamera | null = null;
  let trouble = '';
  let timer: Timer = '0';
  let countdown = 0;
  let ticking: ReturnType<typeof setInterval> | undefined;
  let working = '';
  let shot: { file: File; url: string; unkept: string } | null = null;
  /** width over height of the camera's picture, for placing the outline */
  let ratio = 0.75;
  let closed = false;
  const kept = new Map<StandardView['id'], KeptPhoto>();
  const dialog = document.createElement('dialog');
  dialog.className = 'full-sheet capture';
  dialog.setAttribute('aria-label', 'Guided photos');
  document.body.append(dialog);

  const start = async () => {
    camera?.stop();
    camera = null;
    trouble = '';
    working = 'Starting the camera';
    draw();
    const opened = await commands.openCamera(facing);
    if (closed) return void (opened.ok && opened.camera.stop());
    working = '';
    if (opened.ok) {
      camera = opened.camera;
      opened.camera.stream.getVideoTracks()[0]?.addEventListener('ended', () => {
        if (camera !== opened.camera) return;
        camera = null;
        stopTimer();
        trouble = 'The camera has stopped: try again, or choose a photo.';
        draw();
      });
    } else trouble = opened.reason;
    draw();
  };
  const framed = ({ videoWidth, videoHeight }: HTMLVideoElement) => {
    if (videoWidth && videoHeight) ratio = videoWidth / videoHeight;
    draw();
  };
  const forgetShot = () => {
    if (shot) URL.revokeObjectURL(shot.url);
    shot = null;
  };
  const show = (blob: Blob) => {
    forgetShot();
    const ending = blob.type === 'image/png' ? 'png' : 'jpg';
    const file = blob instanceof File ? blob : new File([blob], `${view.id}.${ending}`, { type: blob.type || 'image/jpeg' });
    shot = { file, url: URL.createObjectURL(file), unkept: '' };
    draw();
    dialog.querySelector<HTMLElement>('.capture-use')?.focus();
  };
  const stopTimer = () => {
    clearInterval(ticking);
    ticking = undefined;
    countdown = 0;
  };
  const take = async () => {
    stopTimer();
    if (!camera) return;
    working = 'Taking the photo';
    draw();
    try {
      const blob = await camera.take();
      working = '';
      if (!closed) show(blob);
    } catch (error) {
      working = '';
      trouble = `No photo was taken: ${(error as Error).message}. Try again, or choose a photo.`;
      draw();
    }
  };
  const shutter = () => {
    if (working) return;
    if (ticking) {
      stopTimer();
      return draw();
    }
    if (timer === '0') return void take();
    countdown = Number(timer);
    ticking = setInterval(() => {
      countdown -= 1;
      if (countdown <= 0) void take();
      else draw();
    }, 1000);
    draw();
  };
  const choose = (id: StandardView['id']) => {
    if (working) return draw();
    view = STANDARD_VIEWS.find((one) => one.id === id) ?? view;
    stopTimer();
    draw();
  };
  const use = async () => {
    if (!shot || working) return;
    working = 'Keeping the photo';
    draw();
    const result = await commands.keepPhoto(shot.file, view.title, view.id);
    working = '';
    if (result.ok) {
      kept.set(view.id, result.photo);
      forgetShot();
      const next = STANDARD_VIEWS.find((one) => !kept.has(one.id));
      if (next) view = next;
    } else shot.unkept = result.reason;
    draw();
    dialog.querySelector<HTMLElement>(shot ? '.capture-use' : '.shutter, .capture-trouble button')?.focus();
  };
  const close = () => {
    if (dialog.open) dialog.close();
  };
  const openUnkept = () => {
    const file = shot?.file;
    close();
    if (file) void commands.openPhoto(file);
  };

  const picture = () => {
    if (shot) return html`<img class="capture-live" src=${shot.url} alt=${`Photo taken: ${view.title}`} />`;
    if (trouble)
      return html`<div class="capture-trouble">
        <p role="alert">${trouble}</p>
        <div class="row">
          ${button('Try again', () => void start(), { icon: 'camera', kind: 'primary' })}
          ${fileButton({ label: 'Choose a photo', accept: 'image/*,.heic,.heif,.avif', icon: 'photo', camera: matchMedia('(pointer: coarse)').matches, onFile: show })}
        </div>
      </div>`;
    const live = camera;
    return html`<div class="capture-frame" ${vars({ '--ratio': String(ratio) })}>${
      live
        ? html`<video class="capture-live" data-mirrored=${live.facing === 'user' ? 'yes' : 'no'} muted playsinline autoplay aria-label="Camera"
            ${ref((element) => {
              const video = element as HTMLVideoElement | undefined;
              if (!video || video.srcObject === live.stream) return;
              video.muted = true;
              video.srcObject = live.stream;
              video.play().catch(() => {});
            })}
            @loadedmetadata=${(event: Event) => framed(event.target as HTMLVideoElement)} @resize=${(event: Event) => framed(event.target as HTMLVideoElement)}></video>`
        : nothing
    }
    ${outlineOf(view, live?.facing === 'user')}</div>
    ${countdown ? html`<p class="capture-countdown" aria-live="assertive">${countdown}</p>` : nothing}`;
  };

  const controls = () => {
    if (shot)
      return html`<div class="capture-actions">
        ${shot.unkept ? html`<p class="capture-unkept" role="alert">${shot.unkept}</p>` : nothing}
        <div class="row">
          <button type="button" class="button primary capture-use" @click=${() => void use()}>${icon('check')}<span>Use this</span></button>
          ${shot.unkept ? html`<a class="button" href=${shot.url} download=${shot.file.name}>${icon('save')}<span>Save to a file</span></a>${button('Open it now', openUnkept)}` : nothing}
          ${button('Again', () => {
            forgetShot();
            draw();
            dialog.querySelector<HTMLElement>('.shutter')?.focus();
          })}
        </div>
      </div>`;
    if (!camera) return nothing;
    return html`<div class="capture-actions">
      ${selectField('Timer', TIMERS, timer, (value) => {
        timer = value;
        stopTimer();
        draw();
      })}
      <button type="button" class="shutter" aria-label=${ticking ? 'Stop the timer' : 'Take the photo'} @click=${shutter}></button>
      ${
        camera.canSwitch
          ? button(
              'Other camera',
              () => {
                facing = facing === 'user' ? 'environment' : 'user';
                stopTimer();
                void start();
              },
              { icon: 'turn' },
            )
          : html`<span class="capture-room"></span>`
      }
    </div>`;
  };

  const draw = () => {
    if (closed) return;
    const choices = STANDARD_VIEWS.map((one) => ({ value: one.id, text: kept.has(one.id) ? `${one.title} ✓` : one.title }));
    render(
      html`<header class="capture-head">
          ${shot ? html`<h2>${view.title}</h2>` : radioGroup('View', choices, view.id, choose, true)}
          ${button(kept.size ? `Done (${kept.size})` : 'Close', close)}
        </header>
        <p class="capture-sentence">${shot ? 'Sharp, and the whole head in it?' : view.sentence}</p>
        <div class="capture-stage">${picture()}</div>
        <p class="capture-working" role="status">${working}</p>
        ${controls()}`,
      dialog,
    );
  };

  return new Promise((done) => {
    // Escape does not close the dialog while a photo is not kept yet
    dialog.addEventListener('cancel', (event) => {
      if (!shot) return;
      event.preventDefault();
    });
    dialog.addEventListener('close', () => {
      closed = true;
      stopTimer();
      camera?.stop();
      forgetShot();
      render(nothing, dialog);
      dialog.remove();
      const first = [...kept.values()][0];
      if (first) void commands.openKept(first, kept.size > 1 ? `${kept.size} photos are kept in one consultation.` : '');
      done();
    });
    draw();
    dialog.showModal();
    void start();
  });
}

/** The outline over the live picture; a selfie camera is shown mirrored, so its outline is too. */
const outlineOf = ({ outline, mirrored }: StandardView, selfie: boolean) =>
  html`<svg class="capture-outline" viewBox="0 0 100 125" aria-hidden="true">
    ${svg`<g transform=${mirrored !== selfie ? 'matrix(-1 0 0 1 100 0)' : ''}><path class="capture-under" d=${outline} /><path class="capture-line" d=${outline} /></g>`}
  </svg>`;
