import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { idOf } from '../../administrators.ts';
import { expect, test } from '../../fixtures.ts';

/** It asks and answers more than six hundred times. */
const LONGEST = 120_000;
const PYTHON = process.env['BELROUTE_PYTHON'] ?? 'python3';

for (const [manner, extra] of [
  ['passes over what it does not know', 'allow'],
  ['refuses what it does not know', 'forbid'],
] as const) {
  test(`the client library of the API that ours follows works unchanged and ${manner}`, async ({ panel }) => {
    test.setTimeout(LONGEST);
    const script = resolve(import.meta.dirname, '../../wxc/check.py');
    // By the id of its owner: another organisation of the demo has the same internal number.
    await panel.leaveMessage(await idOf(panel, 'jansen'), '+442079460100', 2);
    const input = JSON.stringify({
      address: `${panel.url}/v1`,
      user: panel.token('a.jansen'),
      colleague: panel.token('a.bakker'),
      administrator: panel.token('k.vos'),
    });
    const env = { ...process.env, API_MODEL_ALLOW_EXTRA: extra };
    const { status, stdout, stderr } = spawnSync(PYTHON, [script], { env, input, encoding: 'utf8', timeout: LONGEST });
    expect(stdout + stderr).toBe('');
    expect(status).toBe(0);
  });
}
