/*
 * Files that are chosen, dropped or pasted: a project is recognised by its content, anything else opens as a photo. Several photos, or a
 * folder of them, become one consultation; dropped on the filmstrip they are added to the open one.
 */
import { looksLikeProject } from '../../core/consultation/looks-like-project.ts';
import type { Ui } from '../context.ts';
import { isTextField } from '../controls/text-field.ts';
import { isClients } from '../ways/ways.ts';

export async function openFile(ui: Ui, file: File): Promise<void> {
  // a file that cannot be read goes by its name, and is refused later
  const head = await file
    .slice(0, 64)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const isProject = looksLikeProject(new Uint8Array(head)) || /\.(smp|json)$/i.test(file.name);
  return isProject ? ui.commands.openProject(file) : ui.commands.openPhoto(file);
}

/** Opens several files: the project if there is one among them, else all photos together. */
export async function openFiles(ui: Ui, files: readonly File[]): Promise<void> {
  const project = files.find(({ name }) => /\.(smp|json)$/i.test(name));
  if (project ?? files.length === 1) return openFile(ui, project ?? files[0]);
  if (files.length) await ui.commands.openPhotos(files);
}

async function openDropped(ui: Ui, dropped: DataTransfer | null, target: EventTarget | null) {
  const items = [...(dropped?.items ?? [])];
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
  // read synchronously: the transfer is empty after the event
  const plain = [...(dropped?.files ?? [])];
  const files = entries.length ? await (await import('./folder.ts')).withFolders(ui, entries as FileSystemEntry[], plain) : plain;
  const isMore = target instanceof Element && target.closest('.filmstrip, .add-photo') !== null;
  if (isMore && files.length) await ui.commands.addPhotos(files);
  else await openFiles(ui, files);
}

export function attachFiles(ui: Ui): () => void {
  let depth = 0;
  const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const onEnter = (event: DragEvent) => {
    if (!carries(event) || isClients(ui)) return;
    depth += 1;
    if (!ui.local.dropping) ui.change({ dropping: true });
  };
  const onLeave = (event: DragEvent) => {
    if (carries(event) && --depth <= 0) {
      depth = 0;
      ui.change({ dropping: false });
    }
  };
  const onOver = (event: DragEvent) => {
    if (carries(event)) event.preventDefault();
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    depth = 0;
    ui.change({ dropping: false });
    if (!isClients(ui)) void openDropped(ui, event.dataTransfer, event.target);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // leave text fields alone; cells copied from a spreadsheet also carry a picture
    const isTable = /<table/i.test(event.clipboardData?.getData('text/html') ?? '');
    if (!files.length || isTable || isTextField(event.target) || isClients(ui)) return;
    event.preventDefault();
    void openFiles(ui, files);
  };
  window.addEventListener('dragenter', onEnter);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('dragover', onOver);
  window.addEventListener('drop', onDrop);
  window.addEventListener('paste', onPaste);
  return () => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('drop', onDrop);
    window.removeEventListener('paste', onPaste);
  };
}
