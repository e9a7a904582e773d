/** The middle of the values, the upper one of two. Sorts them in place. */
export const median = (values: number[]) => values.sort((p, q) => p - q)[values.length >> 1];
