/* Testing Library, waiting long enough for a loaded machine: a wait ends when its condition holds, not when its time is up. */
import { configure } from '@testing-library/dom';

export * from '@testing-library/dom';

configure({ asyncUtilTimeout: 60_000 });
