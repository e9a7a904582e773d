/* Hands a finished file to the device's share sheet, where it has one that takes files. */

const asked = (blob: Blob, name: string) => ({ files: [new File([blob], name, { type: blob.type })] });

export function canShareFile(blob: Blob, name: string): boolean {
  try {
    return typeof navigator.share === 'function' && navigator.canShare?.(asked(blob, name)) === true;
  } catch {
    return false;
  }
}

/** Call it in a gesture of the user. @returns false where the sheet would not open; one that was closed without a choice is true */
export async function shareFile(blob: Blob, name: string): Promise<boolean> {
  try {
    await navigator.share(asked(blob, name));
    return true;
  } catch (error) {
    return (error as Error).name === 'AbortError';
  }
}
