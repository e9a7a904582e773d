/* Drop and paste anywhere: a picture opens as a photo, .smp and .json as a project. */
import type { Ui } from '../context.ts';

const isProject = (file: File) => /\.(smp|json)$/i.test(file.name) || file.type === 'application/json';
const openFile = (ui: Ui, file: File) => (isProject(file) ? ui.commands.openProject(file) : ui.commands.openPhoto(file));

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
    const file = event.dataTransfer?.files[0];
    event.preventDefault();
    depth = 0;
    ui.change({ dropping: false });
    if (file) openFile(ui, file);
  };
  const onPaste = (event: ClipboardEvent) => {
    const file = [...(event.clipboardData?.files ?? [])].find((f) => f.type.startsWith('image/') || isProject(f));
    if (!file) return;
    event.preventDefault();
    openFile(ui, file);
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
