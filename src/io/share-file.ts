/* Shares a file through the device's share sheet, if it accepts files. */

const asked = (blob: Blob, name: string) => ({ files: [new File([blob], name, { type: blob.type })] });

export function canShareFile(blob: Blob, name: string): boolean {
  try {
    return typeof navigator.share === 'function' && navigator.canShare?.(asked(blob, name)) === true;
  } catch {
    return false;
  }
}

/** Call it from a user gesture. @returns false if the sheet did not open; true also if the user closed it without a choice */
export async function shareFile(blob: Blob, name: string): Promise<boolean> {
  try {
    await navigator.share(asked(blob, name));
    return true;
  } catch (error) {
    return (error as Error).name === 'AbortError';
  }
}
