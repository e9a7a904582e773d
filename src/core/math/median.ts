/** The median, for an even count the upper of the two middle values. Sorts `values` in place. */
export const median = (values: number[]) => values.sort((p, q) => p - q)[values.length >> 1];
