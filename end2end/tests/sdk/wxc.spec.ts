import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { expect, test } from '../../fixtures.ts';

const PYTHON = process.env['BELROUTE_PYTHON'] ?? 'python3';

test('the client library of the API that ours follows works unchanged', async ({ panel }) => {
  const script = resolve(import.meta.dirname, '../../wxc/check.py');
  const { status, stdout, stderr } = spawnSync(
    PYTHON,
    [script, `${panel.url}/v1`, panel.token('a.jansen')],
    { encoding: 'utf8', timeout: 40_000 },
  );
  expect(stdout + stderr).toBe('');
  expect(status).toBe(0);
});
