/* The peers of the bench bring no types: only what sample.ts uses of them. */
declare module 'fast-2d-poisson-disk-sampling' {
  export default class {
    constructor(options: { shape: [number, number]; radius: number; tries: number });
    fill(): number[][];
  }
}
declare module 'poisson-disk-sampling' {
  export default class {
    constructor(options: { shape: [number, number]; minDistance: number; tries: number });
    fill(): number[][];
  }
}
