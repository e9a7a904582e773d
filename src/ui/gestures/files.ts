/*
 * Files that are chosen, dropped or pasted: a project opens as one whatever its name says, anything else as a photo. Several photos, and a
 * folder of them, fill one consultation; dropped on the filmstrip they join the open one.
 */
import { looksLikeProject } from '../../core/consultation/looks-like-project.ts';
import type { Ui } from '../context.ts';
import { isTextField } from '../controls/text-field.ts';
import { isClients } from '../ways/ways.ts';

export async function openFile(ui: Ui, file: File): Promise<void> {
  // a file that cannot be read is told by its name, and then refused
  const head = await file
    .slice(0, 64)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const isProject = looksLikeProject(new Uint8Array(head)) || /\.(smp|json)$/i.test(file.name);
  return isProject ? ui.commands.openProject(file) : ui.commands.openPhoto(file);
}

/** Several at once: a project among them opens as one, else all photos together. */
export async function openFiles(ui: Ui, files: readonly File[]): Promise<void> {
  const project = files.find(({ name }) => /\.(smp|json)$/i.test(name));
  if (project ?? files.length === 1) return openFile(ui, project ?? files[0]);
  if (files.length) await ui.commands.openPhotos(files);
}

async function openDropped(ui: Ui, dropped: DataTransfer | null, target: EventTarget | null) {
  const items = [...(dropped?.items ?? [])];
  const entries = items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry?.isDirectory);
  // a transfer is empty once the event is over
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
    // a field's text is the field's; cells of a spreadsheet come with a picture of themselves
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
