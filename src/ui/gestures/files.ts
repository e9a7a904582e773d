/* Files that are chosen, dropped or pasted: a project opens as one whatever its name says, anything else as a photo. */
import { notify } from '../../app/actions.ts';
import { looksLikeProject } from '../../core/consultation/looks-like-project.ts';
import type { Ui } from '../context.ts';
import { isTextField } from '../controls/text-field.ts';

export async function openFile(ui: Ui, file: File): Promise<void> {
  // a file that cannot be read is told by its name, and then refused
  const head = await file
    .slice(0, 64)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const isProject = looksLikeProject(new Uint8Array(head)) || /\.(smp|json)$/i.test(file.name);
  return isProject ? ui.commands.openProject(file) : ui.commands.openPhoto(file);
}

function openFirst(ui: Ui, files: readonly File[]) {
  if (files.length > 1)
    notify(ui.store, 'note', `${files.length} files at once: only “${files[0].name}” is opened. Drop the others one at a time.`);
  if (files.length) void openFile(ui, files[0]);
}

export function attachFiles(ui: Ui): () => void {
  let depth = 0;
  const carries = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const onEnter = (event: DragEvent) => {
    if (!carries(event)) return;
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
    openFirst(ui, [...(event.dataTransfer?.files ?? [])]);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])];
    // a field's text is the field's; cells of a spreadsheet come with a picture of themselves
    const isTable = /<table/i.test(event.clipboardData?.getData('text/html') ?? '');
    if (!files.length || isTable || isTextField(event.target)) return;
    event.preventDefault();
    openFirst(ui, files);
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
