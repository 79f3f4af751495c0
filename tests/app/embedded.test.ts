import { it, expect, inject } from 'vitest';
import { serverVersion } from '../../src/store/databases.js';
it('starts', async () => { expect(await serverVersion(inject('databaseUrl'))).toBeGreaterThan(14); });
