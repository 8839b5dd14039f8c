import { Lamp } from '../../sip/lamp.ts';
import { ADDRESS, ANNA, expect, PHONES, test } from '../../sip/theatre.ts';

test('a phone that registers is told of messages, and again when something changes', async ({ stage }) => {
  const { panel, engine } = stage;
  panel.messages.set(ANNA, { new: 2, old: 8 });
  const lamp = await Lamp.at('127.0.0.37', ADDRESS, PHONES.anna);
  expect(await lamp.registers()).toBe(200);
  expect(await lamp.told()).toMatchObject({ isOn: true, counts: '2/8' });
  panel.messages.set(ANNA, { new: 0, old: 10 });
  await engine.command('belroute.light', { address: ANNA });
  expect(await lamp.told()).toMatchObject({ isOn: false, counts: '0/10' });
  expect(await lamp.registers(0)).toBe(200);
  lamp.close();
});

test('a phone that asks for the light is told in that dialog, until it asks no more', async ({ stage }) => {
  const { panel, engine } = stage;
  panel.messages.set(ANNA, { new: 1, old: 0 });
  const lamp = await Lamp.at('127.0.0.37', ADDRESS, PHONES.anna);
  expect(await lamp.registers()).toBe(200);
  expect(lamp.isAsked(await lamp.told())).toBe(false);
  expect(await lamp.subscribes()).toBe(200);
  const present = await lamp.told();
  expect(present).toMatchObject({ isOn: true, counts: '1/0' });
  expect(present.state).toMatch(/^active;expires=\d+$/);
  expect(lamp.isAsked(present)).toBe(true);
  panel.messages.set(ANNA, { new: 0, old: 1 });
  await engine.command('belroute.light', { address: ANNA });
  const changed = await lamp.told();
  expect(changed).toMatchObject({ isOn: false, counts: '0/1' });
  expect(lamp.isAsked(changed)).toBe(true);
  // It goes on asking in the same dialog.
  expect(await lamp.subscribes()).toBe(200);
  expect((await lamp.told()).state).toMatch(/^active/);
  expect(await lamp.subscribes(0)).toBe(200);
  expect((await lamp.told()).state).toMatch(/^terminated/);
  expect(await lamp.registers(0)).toBe(200);
  lamp.close();
});

test('a phone that has forgotten its question is told outside of it', async ({ stage }) => {
  const { panel, engine } = stage;
  panel.messages.set(ANNA, { new: 1, old: 0 });
  const lamp = await Lamp.at('127.0.0.37', ADDRESS, PHONES.anna);
  expect(await lamp.registers()).toBe(200);
  await lamp.told();
  lamp.status = '481 Subscription Does Not Exist';
  expect(await lamp.subscribes()).toBe(200);
  await lamp.told();
  lamp.status = '200 OK';
  await expect
    .poll(async () => {
      await engine.command('belroute.light', { address: ANNA });
      return lamp.isAsked(await lamp.told());
    })
    .toBe(false);
  expect(await lamp.registers(0)).toBe(200);
  lamp.close();
});

test('who has no mailbox is told nothing, and asking for something else is refused', async ({ stage }) => {
  expect(stage.panel.messages.size).toBe(0);
  const lamp = await Lamp.at('127.0.0.37', ADDRESS, PHONES.anna);
  expect(await lamp.registers()).toBe(200);
  // Who asks is told that there is nothing.
  expect(await lamp.subscribes()).toBe(200);
  const light = await lamp.told();
  expect(light).toMatchObject({ isOn: false, counts: '0/0' });
  expect(lamp.isAsked(light)).toBe(true);
  expect(lamp.lights.every((it) => lamp.isAsked(it))).toBe(true);
  const other = await lamp.asksFor('presence');
  expect(other).toBe(489);
  const wrong = await Lamp.at('127.0.0.38', ADDRESS, { ...PHONES.anna, password: 'wrong' });
  expect(await wrong.subscribes()).toBe(401);
  wrong.close();
  expect(await lamp.registers(0)).toBe(200);
  lamp.close();
});
