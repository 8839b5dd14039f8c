import type { APIRequestContext } from '@playwright/test';

import { type Account, type Algorithm } from '../../sip/digest.ts';
import { ANNA, BAS, expect, overSince, peer, test as base } from '../../sip/fixtures.ts';
import type { Peer } from '../../sip/sipp.ts';
import { SmallPhone } from '../../sip/small-phone.ts';

const DEVICES = '/v1/account/devices';
const ANNA_CALLS_BAS = { from: `"Anna" <${ANNA.address}>`, to: BAS.address };

interface Given extends Account {
  deviceId: string;
  realm: string;
  registrar: string;
  transport: string;
}

interface Device {
  id: string;
  name: string;
  isRegistered: boolean;
}

const test = base.extend<{ newPhone: Peer; smallPhone: SmallPhone; anna: APIRequestContext }>({
  /** Has not registered yet. */
  newPhone: async ({ engine, panel }, use) => {
    const phone = peer('127.0.0.33', engine, panel.folder);
    await use(phone);
    await phone.stop();
  },
  smallPhone: async ({ engine }, use) => {
    const phone = await SmallPhone.at('127.0.0.34', engine.ip);
    await use(phone);
    phone.close();
  },
  /** What the tests connect, they disconnect. */
  anna: async ({ panel }, use) => {
    const anna = await panel.api('a.jansen');
    const before = (await list(anna)).map(({ id }) => id);
    await use(anna);
    for (const { id } of await list(anna)) {
      if (!before.includes(id)) expect((await anna.delete(`${DEVICES}/${id}`)).status()).toBe(204);
    }
  },
});

async function list(api: APIRequestContext): Promise<Device[]> {
  return ((await (await api.get(DEVICES)).json()) as { devices: Device[] }).devices;
}

async function add(api: APIRequestContext, name: string): Promise<Given> {
  const response = await api.post(DEVICES, { data: { name, kind: 'desk' } });
  expect(response.status()).toBe(201);
  return (await response.json()) as Given;
}

test('what a code answers is enough to register and to place a call', async ({
  panel,
  anna,
  newPhone,
  basPhone,
}) => {
  const { link } = (await (await anna.post(`${DEVICES}/pairings`)).json()) as { link: string };
  const code = link.split('/').at(-1);
  const redeemed = await (await panel.api()).post(`/v1/pairings/${code}`, {
    data: { name: 'New phone', kind: 'app' },
  });
  expect(redeemed.status()).toBe(200);
  const given = (await redeemed.json()) as Given;
  expect(given).toMatchObject({
    address: ANNA.address,
    realm: 'pbx.test',
    registrar: '127.0.0.10:5060',
    transport: 'udp',
  });

  await newPhone.registers(given);
  await expect
    .poll(() => list(anna))
    .toContainEqual(expect.objectContaining({ id: given.deviceId, name: 'New phone', isRegistered: true }));
  const since = new Date();
  const called = await basPhone.talks();
  const call = newPhone.calls(ANNA_CALLS_BAS);
  await Promise.all([call.succeeds(), called.succeeds()]);
  // Neither the challenge nor the answer goes any further than the engine.
  const invite = await called.sees('INVITE');
  expect(invite.headers.has('proxy-authorization')).toBe(false);
  expect(await overSince(anna, since)).toMatchObject({ direction: 'outgoing', outcome: 'answered' });
});

test('a phone that is called rings on the device that the panel names', async ({
  anna,
  newPhone,
  basPhone,
}) => {
  await newPhone.registers(await add(anna, 'Hall phone'));
  await expect
    .poll(() => list(anna))
    .toContainEqual(expect.objectContaining({ name: 'Hall phone', isRegistered: true }));
  const since = new Date();
  const phone = await newPhone.talks();
  await basPhone.calls({ from: `<${BAS.address}>`, to: ANNA.address }).succeeds();
  await phone.succeeds();
  expect(await overSince(anna, since)).toMatchObject({ answeredBy: 'Hall phone' });
});

test('without credentials, or with wrong ones, nobody registers and nobody calls', async ({
  anna,
  newPhone,
}) => {
  const given = await add(anna, 'Phone');
  const refused = { from: `<${ANNA.address}>`, to: 'sip:+447700900321@pbx.test' };
  await newPhone.isRefused(refused, 407).succeeds();
  for (const account of [
    { ...given, password: 'guess' },
    { ...given, username: 'abcdefghijkm' },
    // The extension, as phones without credentials of their own would have it.
    { ...given, username: '2041' },
  ]) {
    await newPhone.isNotRegistered(account, 401).succeeds();
    await newPhone.isRefused({ ...refused, account }, 407).succeeds();
  }
  expect((await list(anna)).find(({ id }) => id === given.deviceId)?.isRegistered).toBe(false);
});

test('a revoked device is refused at once and rings no more, and the others go on', async ({
  engine,
  anna,
  newPhone,
  smallPhone,
}) => {
  const [revoked, other] = [await add(anna, 'Revoked'), await add(anna, 'Other')];
  await newPhone.registers(revoked);
  expect((await smallPhone.registers(other, 'SHA-256')).status).toBe(200);
  expect((await anna.delete(`${DEVICES}/${revoked.deviceId}`)).status()).toBe(204);
  await newPhone.isNotRegistered(revoked, 401).succeeds();
  await newPhone.isRefused({ ...ANNA_CALLS_BAS, account: revoked }, 407).succeeds();

  expect((await smallPhone.registers(other, 'MD5')).status).toBe(200);
  const contacts = JSON.stringify(await engine.command('ul.dump'));
  expect(contacts).toContain(smallPhone.ip);
  expect(contacts).not.toContain(newPhone.ip);
});

test('a new password ends the old one at once', async ({ anna, smallPhone }) => {
  const before = await add(anna, 'Phone');
  expect((await smallPhone.registers(before, 'SHA-256')).status).toBe(200);
  const renewed = await anna.post(`${DEVICES}/${before.deviceId}/credentials`);
  const after = (await renewed.json()) as Given;
  await expect
    .poll(() => list(anna))
    .toContainEqual(expect.objectContaining({ id: before.deviceId, isRegistered: false }));
  expect((await smallPhone.registers(before, 'SHA-256')).status).toBe(401);
  expect((await smallPhone.registers(after, 'SHA-256')).status).toBe(200);
});

for (const algorithm of ['SHA-256', 'MD5'] satisfies Algorithm[]) {
  test(`a device is its owner's alone, with ${algorithm}`, async ({ panel, anna, smallPhone }) => {
    const given = await add(anna, 'Phone');
    expect((await smallPhone.registers(given, algorithm)).status).toBe(200);
    // Bas, and who has Anna's extension in the other organisation.
    for (const email of ['b.devries@example.nl', 'o.berg@example.org']) {
      const other = panel.device(email, 'Phone of somebody else');
      const posing = { ...other, address: ANNA.address };
      const expected = email.endsWith('.nl') ? [403, 403] : [401, 407];
      expect([
        (await smallPhone.registers(posing, algorithm)).status,
        (await smallPhone.calls(BAS.address, posing, algorithm)).status,
      ]).toEqual(expected);
      expect((await smallPhone.registers(other, algorithm)).status).toBe(200);
    }
  });
}

test('while the panel is away, phones that it has confirmed register and call', async ({
  panel,
  anna,
  newPhone,
  smallPhone,
  basPhone,
}) => {
  const given = await add(anna, 'Phone');
  const unheard = await add(anna, 'Never used');
  await newPhone.registers(given);
  await panel.stop();
  try {
    await newPhone.registers(given);
    const called = await basPhone.talks();
    await newPhone.calls(ANNA_CALLS_BAS).succeeds();
    await called.succeeds();
    expect((await smallPhone.registers(given, 'SHA-256')).status).toBe(200);
    expect((await smallPhone.registers(unheard, 'SHA-256')).status).toBe(503);
  } finally {
    await panel.start();
  }
});
