import { inventAccount } from '../../sip/digest.ts';
import { Peer } from '../../sip/sipp.ts';
import { ADDRESS, PHONES, expect, test } from '../../sip/theatre.ts';

test('an event that the panel refuses for good does not hold up the others', async ({ stage }) => {
  stage.panel.eventStatus = 400;
  await stage.bas.registers(PHONES.bas);
  stage.panel.eventStatus = 204;
  await stage.carla.registers(PHONES.carla);
  const { username } = PHONES.carla;
  await expect.poll(() => stage.panel.events.map((it) => it.username)).toContain(username);
});

test('registrations are told, and the panel can take those of a device away', async ({
  stage,
}, testInfo) => {
  const folder = testInfo.outputPath('visitors');
  const address = 'sip:2046@pbx.test';
  const [first, second] = ['127.0.0.34', '127.0.0.35'].map((ip) => {
    const account = inventAccount(address);
    stage.panel.accounts.push(account);
    return { peer: new Peer(ip, ADDRESS, folder), account };
  });
  if (!first || !second) throw new Error('two phones');
  const told = (event: string) =>
    expect.poll(() => stage.panel.events.findLast((it) => it.event === event));
  const contact = first.peer.contact('2046');
  const { username } = first.account;
  await first.peer.registers(first.account, 600);
  await told('registered').toMatchObject({ aor: address, contact, username, expires: 600 });
  await first.peer.registers(first.account, 0);
  await told('unregistered').toMatchObject({ aor: address, contact, username });

  await first.peer.registers(first.account, 600);
  await second.peer.registers(second.account, 600);
  const gone = await stage.engine.command('belroute.forget', { username, address });
  expect(gone).toEqual({ contacts: 1 });
  const left = JSON.stringify(await stage.engine.command('ul.lookup', ['location', '2046@pbx.test']));
  expect(left).not.toContain(contact);
  expect(left).toContain(second.peer.contact('2046'));
});

test('commands need the secret', async () => {
  const post = (url: string, headers = {}) => fetch(url, { method: 'POST', body: '{}', headers });
  expect((await post(`http://${ADDRESS}:8095/RPC`)).status).toBe(401);
  const wrong = { authorization: `Basic ${btoa('engine:guess')}` };
  expect((await post(`http://${ADDRESS}:8095/RPC`, wrong)).status).toBe(401);
  expect((await post(`http://${ADDRESS}:8095/`)).status).toBe(404);
});
