import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test as base } from '@playwright/test';

import { type Account, type Algorithm, inventAccount } from '../../sip/digest.ts';
import { Engine } from '../../sip/engine.ts';
import { ScriptedPanel } from '../../sip/scripted-panel.ts';
import { pick, type Response, SmallPhone } from '../../sip/small-phone.ts';

/**
 * The engine as it is shipped, but that challenges grow old soon and that it asks about everybody
 * each time; a panel that knows Anna's phone, and Olaf's.
 */
interface Stage {
  panel: ScriptedPanel;
  engine: Engine;
}

const ADDRESS = '127.0.2.10';
const ANNA = inventAccount('sip:2041@pbx.test');
const CALLED = 'sip:2044@pbx.test';
/** Has the same extension in another organisation. */
const OLAF = inventAccount('sip:2041@noord.test');
const MOST_WRONG = 5;
const ALGORITHMS: Algorithm[] = ['SHA-256', 'MD5'];

const test = base.extend<{ phone: SmallPhone; stranger: SmallPhone; stage: Stage }, { theatre: Stage }>({
  theatre: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'belroute-authentication-'));
      const panel = await new ScriptedPanel().start();
      const engine = await Engine.start({
        panel: `127.0.0.1:${panel.port}`,
        secret: 's3cret',
        folder,
        ip: ADDRESS,
        numbers: { NONCE_SECONDS: 2, CREDENTIALS_SECONDS: 0, MOST_WRONG },
      });
      await use({ panel, engine });
      await engine.stop();
      await panel.stop();
      if (!process.env['BELROUTE_KEEP']) rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  stage: async ({ theatre }, use) => {
    theatre.panel.forget();
    theatre.panel.accounts.splice(0, Infinity, ANNA, OLAF);
    theatre.panel.plan = { action: 'reject', code: 486, reason: 'Busy Here' };
    await theatre.engine.asksThePanel();
    // Wrong answers are counted for a minute, which the next test does not wait for.
    await theatre.engine.command('htable.flush', ['wrong']);
    await use(theatre);
  },
  phone: async ({ stage }, use) => {
    const phone = await SmallPhone.at('127.0.0.31', stage.engine.ip);
    await use(phone);
    phone.close();
  },
  stranger: async ({ stage }, use) => {
    const stranger = await SmallPhone.at('127.0.0.37', stage.engine.ip);
    await use(stranger);
    stranger.close();
  },
});

const registrations = (stage: Stage, address = ANNA.address): Promise<unknown> =>
  stage.engine.command('ul.lookup', ['location', address.replace('sip:', '')]);

/** What a stranger can see of a refusal, without what differs each time. */
const seen = ({ status, headers, challenges }: Response): unknown => ({
  status,
  names: [...headers.keys()],
  challenges: challenges.map((challenge) => ({ ...challenge, nonce: '' })),
});

for (const algorithm of ALGORITHMS) {
  test(`who has the password registers and calls, with ${algorithm}`, async ({ stage, phone }) => {
    expect((await phone.registers(ANNA, algorithm)).status).toBe(200);
    expect(JSON.stringify(await registrations(stage))).toContain(phone.ip);
    expect((await phone.calls(CALLED, ANNA, algorithm)).status).toBe(486);
    expect(stage.panel.questions).toMatchObject([
      { from: { uri: ANNA.address, origin: 'user' }, to: { uri: CALLED } },
    ]);
  });

  test(`a wrong password and an unknown user name look the same, with ${algorithm}`, async ({
    stage,
    stranger,
  }) => {
    const wrong = { ...ANNA, password: 'guess' };
    const unknown = inventAccount(ANNA.address);
    const expected = (status: number) => ({
      status,
      challenges: ALGORITHMS.map((one) => ({ algorithm: one, realm: 'pbx.test', stale: false })),
    });
    const refused = seen(await stranger.registers(wrong, algorithm));
    expect(refused).toMatchObject(expected(401));
    expect(seen(await stranger.registers(unknown, algorithm))).toEqual(refused);
    const refusedCall = seen(await stranger.calls(CALLED, wrong, algorithm));
    expect(refusedCall).toMatchObject(expected(407));
    expect(seen(await stranger.calls(CALLED, unknown, algorithm))).toEqual(refusedCall);
    // And both are looked up, so that neither answers faster.
    const { username } = ANNA;
    expect(stage.panel.askedAbout).toEqual([username, unknown.username, username, unknown.username]);
    expect(stage.panel.questions).toEqual([]);
  });
}

test('the better algorithm is offered first, to everybody alike', async ({ stage, stranger }) => {
  const [anna, nobody] = await Promise.all(
    [ANNA.address, 'sip:9999@pbx.test'].map((address) => stranger.asks(stranger.registration(address))),
  );
  expect(anna?.challenges.map(({ algorithm }) => algorithm)).toEqual(ALGORITHMS);
  expect(seen(nobody!)).toEqual(seen(anna!));
  const call = await stranger.asks(stranger.call(ANNA.address, CALLED));
  expect(call.status).toBe(407);
  expect(call.headers.get('proxy-authenticate')).toHaveLength(2);
  expect(stage.panel.askedAbout).toEqual([]);
  expect(stage.panel.questions).toEqual([]);
});

test('nobody registers for, or calls as, somebody else', async ({ stage, phone }) => {
  const asBas: Account = { ...ANNA, address: CALLED };
  expect((await phone.registers(asBas, 'SHA-256')).status).toBe(403);
  await expect(registrations(stage, CALLED)).rejects.toThrow();
  expect((await phone.calls(CALLED, asBas, 'SHA-256')).status).toBe(403);
  expect(stage.panel.questions).toEqual([]);
});

test('the same extension of another organisation is somebody else', async ({ stage, stranger }) => {
  const posing: Account = { ...OLAF, address: ANNA.address };
  expect((await stranger.registers(posing, 'SHA-256')).status).toBe(401);
  expect((await stranger.calls(CALLED, posing, 'SHA-256')).status).toBe(407);
  expect((await stranger.registers(OLAF, 'SHA-256')).status).toBe(200);
  // Proved where he belongs, and called as Anna all the same.
  const request = stranger.call(ANNA.address, CALLED);
  const { challenges } = await stranger.asks(stranger.call(OLAF.address, CALLED));
  const answered = stranger.answered(request, pick(challenges, 'SHA-256'), OLAF);
  expect((await stranger.asks(answered)).status).toBe(407);
  expect(stage.panel.questions).toEqual([]);
});

test('who hides in From is known by his credentials', async ({ stage, phone }) => {
  const hidden = 'sip:anonymous@anonymous.invalid';
  expect((await phone.calls(CALLED, ANNA, 'SHA-256', hidden)).status).toBe(486);
  expect(stage.panel.questions).toMatchObject([{ from: { uri: ANNA.address, anonymous: true } }]);
});

test('an answer counts once; sent again as it is, it is not taken for another', async ({ phone }) => {
  const request = phone.registration(ANNA.address);
  const { challenges } = await phone.asks(request);
  const challenge = pick(challenges, 'SHA-256');
  const first = { ...phone.answered(request, challenge, ANNA), branch: 'z9hG4bKonce' };
  expect((await phone.asks(first)).status).toBe(200);
  expect((await phone.asks(first)).status).toBe(200);
  const replayed = await phone.asks({ ...first, branch: 'z9hG4bKreplayed' });
  expect(replayed).toMatchObject({ status: 401, challenges: [{ stale: true }, { stale: true }] });
  // The next count of the same challenge is another answer.
  expect((await phone.asks(phone.answered(request, challenge, ANNA, 2))).status).toBe(200);
});

test('a challenge grows old, and nobody else can make one', async ({ phone }) => {
  const request = phone.registration(ANNA.address);
  const { challenges } = await phone.asks(request);
  const challenge = pick(challenges, 'MD5');
  let count = 0;
  await expect
    .poll(() => phone.asks(phone.answered(request, challenge, ANNA, ++count)))
    .toMatchObject({ status: 401, challenges: [{ stale: true }, { stale: true }] });
  const [moment = ''] = challenge.nonce.split('.');
  const made = { ...challenge, nonce: challenge.nonce.replace(moment, String(Number(moment) + 60)) };
  expect(await phone.asks(phone.answered(request, made, ANNA))).toMatchObject({
    status: 401,
    challenges: [{ stale: false }, { stale: false }],
  });
});

test('what the panel has confirmed outlives its absence', async ({
  stage,
  phone,
}) => {
  const { panel } = stage;
  expect((await phone.registers(ANNA, 'SHA-256')).status).toBe(200);
  await panel.stop();
  const unknown = inventAccount(ANNA.address);
  for (const algorithm of ALGORITHMS) {
    expect((await phone.registers(ANNA, algorithm)).status).toBe(200);
  }
  // Carried out without the panel: the one who is called has no phone.
  expect((await phone.calls(CALLED, ANNA, 'MD5')).status).toBe(480);
  // Wrong or unknown cannot be told apart now; a phone tries again later.
  for (const account of [unknown, { ...ANNA, password: 'guess' }]) {
    const refused = await phone.registers(account, 'SHA-256');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toHaveLength(1);
  }
  await panel.start();
  panel.credentialsStatus = 500;
  expect((await phone.registers(ANNA, 'SHA-256')).status).toBe(200);
});

test('a panel that hangs is waited for once, and not until it answers', async ({ stage, phone }) => {
  await phone.registers(ANNA, 'SHA-256');
  const asked = () => stage.panel.questions.length + stage.panel.askedAbout.length;
  const before = asked();
  // Longer than a phone waits here.
  stage.panel.delayMs = 30_000;
  // The first one waits for the panel, and the others learn from it.
  for (let call = 1; call <= 3; call++) {
    expect((await phone.calls(CALLED, ANNA, 'SHA-256')).status, `call ${call}`).toBe(480);
    expect(asked() - before, `call ${call}`).toBe(1);
  }
});

test('revoked credentials are refused at once, and so is an old password', async ({ stage, phone }) => {
  const { accounts } = stage.panel;
  expect((await phone.registers(ANNA, 'SHA-256')).status).toBe(200);
  const renewed = { ...ANNA, password: 'another' };
  accounts.splice(0, 1, renewed);
  // A new password works even where nobody said that it changed.
  expect((await phone.registers(renewed, 'SHA-256')).status).toBe(200);
  expect((await phone.registers(ANNA, 'SHA-256')).status).toBe(401);

  accounts.splice(0, 1);
  const { username, address } = ANNA;
  await stage.engine.command('belroute.forget', { username, address });
  await expect(registrations(stage)).rejects.toThrow();
  expect((await phone.registers(renewed, 'SHA-256')).status).toBe(401);
  expect((await phone.calls(CALLED, renewed, 'SHA-256')).status).toBe(407);
});

test('an answer of the panel that crosses a revocation is not believed', async ({ stage, phone }) => {
  const { panel, engine } = stage;
  const { username, address } = ANNA;
  await engine.command('belroute.forget', { username, address });
  panel.delayMs = 400;
  const registering = phone.registers(ANNA, 'SHA-256');
  await expect.poll(() => panel.askedAbout, { intervals: [20] }).toEqual([username]);
  panel.accounts.splice(0, 1);
  await engine.command('belroute.forget', { username, address });
  expect((await registering).status).toBe(401);
  await expect(registrations(stage)).rejects.toThrow();
});

test('guessing from one address soon asks the panel no more', async ({ phone, stranger }) => {
  await phone.registers(ANNA, 'SHA-256');
  const statuses: number[] = [];
  for (let guess = 0; guess < MOST_WRONG + 2; guess++) {
    statuses.push((await stranger.registers(inventAccount(ANNA.address), 'MD5')).status);
  }
  expect(statuses).toEqual([...Array<number>(MOST_WRONG).fill(401), 503, 503]);
  // Who is known goes on, from there as well.
  expect((await stranger.registers(ANNA, 'SHA-256')).status).toBe(200);
});

test('a To tag is no way round', async ({ stage, stranger }) => {
  const call = stranger.call(ANNA.address, 'sip:+447700900123@127.0.0.50:5060');
  const inside = await stranger.asks({
    ...call,
    toTag: 'made-up',
    headers: [...(call.headers ?? []), `Route: <sip:${stage.engine.ip};lr>`],
  });
  expect(inside.status).toBe(481);
  expect(stage.panel.questions).toEqual([]);
});
