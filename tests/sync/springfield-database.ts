import { createFilledDatabase, type TestDatabase } from '../support/test-database.js';
import { sync, writeExtract } from './extract-folder.js';
import { springfield } from './springfield.js';

/** Makes a database into which the hand-written extract was taken as a county's first: what a run over it leaves behind, copied. */
export function createSpringfield(): Promise<TestDatabase> {
  return createFilledDatabase('springfield', (url) => sync(url, writeExtract(springfield())));
}
