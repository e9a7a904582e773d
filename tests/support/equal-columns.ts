/*
 * Columns and bytes that `toEqual` meets are compared as memory first: one by one, a picture takes a second. What differs is looked
 * through as before, which says where.
 */
import { expect } from 'vitest';

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) => new Uint8Array(buffer, byteOffset, byteLength);

expect.addEqualityTesters([
  (a: unknown, b: unknown) => {
    if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return undefined;
    return a.byteLength === b.byteLength && Buffer.compare(bytesOf(a), bytesOf(b)) === 0 ? true : undefined;
  },
]);
