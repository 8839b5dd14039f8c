import { type APIRequestContext, expect } from '@playwright/test';

import { Panel } from '../panel.ts';
import { Crowd } from './crowd.ts';
import { ANNA, atEngine, type Call, peer, test as base } from './fixtures.ts';
import { Lamp } from './lamp.ts';
import type { Caller, Message, Peer, Run } from './sipp.ts';

export * from './fixtures.ts';

/** Where the panel believes a media server to be. None runs; a test that wants one plays it. */
export const MEDIA = '127.0.0.51:5060';
export const CARLA = { address: 'sip:2045@pbx.test' };
/** Of people outside, all reserved for fiction. */
export const CALLER = '+447700900150';
export const STRANGER = '+447700900160';
export const MOBILE = '+447700900190';
export const HOME = '+447700900191';
export const CAR = '+447700900192';

/** Somebody outside calls Anna's public number. */
export const from = (number: string, headers: string[] = []): Caller => ({
  from: `<sip:${number}@trunk.test>`,
  to: atEngine(ANNA.direct),
  headers,
});

/** Who withholds his number; the network knows it and tells it in confidence. */
export const WITHHELD: Caller = {
  ...from(CALLER, ['Privacy: id', `P-Asserted-Identity: <sip:${CALLER}@trunk.test>`]),
  from: '"Anonymous" <sip:anonymous@anonymous.invalid>',
};

export const CARLA_CALLS_ANNA: Caller = { from: `"Carla" <${CARLA.address}>`, to: ANNA.address };

type Json = { [name: string]: unknown };
const ME = '/v1/telephony/config/people/me';
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a patch is about to change, as it was: null for what was not there. */
const kept = (patch: Json, before: Json): Json =>
  Object.fromEntries(
    Object.entries(patch).map(([name, wanted]) => {
      const was = before[name];
      return [name, isObject(wanted) && isObject(was) ? kept(wanted, was) : (was ?? null)];
    }),
  );

/** The settings of a user, as a script of his changes them; the end of the test takes all back. */
export class Settings {
  private readonly undone: (() => Promise<void>)[] = [];

  constructor(readonly api: APIRequestContext) {}

  async set(name: string, patch: Json, path = `${ME}/settings/${name}`): Promise<void> {
    const before = kept(patch, (await this.get(path)) as Json);
    this.undone.push(() => this.put(path, before));
    await this.put(path, patch);
  }

  /** Whether he is shown to callers who were sent on to him. */
  hidesBehindForwards(): Promise<void> {
    return this.set('', { blockInForwardCallsEnabled: true }, '/v1/people/me/features/callerId');
  }

  /** Gives a setting a rule, behind those that it has. */
  rule(setting: string, rule: Json): Promise<void> {
    return this.make(`${ME}/settings/${setting}/criteria`, rule);
  }

  /** Puts a number or a pattern on his block list. */
  blocks(phoneNumber: string): Promise<void> {
    return this.make(`${ME}/settings/callBlock/numbers`, { phoneNumber });
  }

  /** Has callers hear a greeting of his own, a WAV file. */
  async greets(kind: 'busy' | 'noAnswer', buffer: Buffer): Promise<void> {
    const file = { name: 'greeting.wav', mimeType: 'audio/wav', buffer };
    const upload = `${ME}/settings/voicemail/actions/${kind}GreetingUpload/invoke`;
    expect((await this.api.post(upload, { multipart: { file } })).status(), kind).toBe(204);
    this.greetsAsUsual(kind);
    const chosen = { greeting: 'CUSTOM' };
    await this.set('voicemail', kind === 'busy' ? { sendBusyCalls: chosen } : { sendUnansweredCalls: chosen });
  }

  /** At the end of the test his own greeting goes. */
  greetsAsUsual(kind: 'busy' | 'noAnswer'): void {
    this.undone.push(async () => {
      expect((await this.api.delete(`/v1/voicemailGreetings/${kind}`)).status(), kind).toBe(204);
    });
  }

  /** Adds a number to his single number reach. */
  reaches(phoneNumber: string, more: Json = {}): Promise<void> {
    const number = { phoneNumber, name: 'Other phone', enabled: true, ...more };
    return this.make(`${ME}/settings/singleNumberReach/numbers`, number);
  }

  /** Makes a schedule of one event, a number of days that begins so many days from today. */
  async schedule(name: string, daysFromNow: number, days: number): Promise<Json> {
    const date = (at: number): string =>
      new Date(Date.now() + at * 86_400_000).toISOString().slice(0, 10);
    const event = {
      name,
      startDate: date(daysFromNow),
      endDate: date(daysFromNow + days - 1),
      allDayEnabled: true,
    };
    const type = 'businessHours';
    await this.make(`${ME}/schedules`, { name, type, events: [event] }, `/${type}`);
    return { scheduleName: name, scheduleType: type, scheduleLevel: 'PEOPLE' };
  }

  async get(path: string): Promise<unknown> {
    const response = await this.api.get(path);
    expect(response.status(), path).toBe(200);
    return response.json();
  }

  /** The newest first: a rule names a schedule that was made before it. */
  async takeBack(): Promise<void> {
    for (const undo of this.undone.splice(0).reverse()) await undo();
  }

  private async make(path: string, data: Json, between = ''): Promise<void> {
    const response = await this.api.post(path, { data });
    expect(response.status(), `${path} ${await response.text()}`).toBe(201);
    const { id } = (await response.json()) as { id: string };
    this.undone.push(async () => {
      expect((await this.api.delete(`${path}${between}/${id}`)).status(), path).toBe(204);
    });
  }

  private async put(path: string, data: Json): Promise<void> {
    const response = await this.api.put(path, { data });
    expect(response.status(), `${path} ${await response.text()}`).toBe(204);
  }
}

/** Rules for every caller, and for some. */
export const ANYBODY = { callsFrom: 'ANY_PHONE_NUMBER' };
export const only = (...phoneNumbers: string[]): Json => ({
  callsFrom: 'SELECT_PHONE_NUMBERS',
  phoneNumbers,
});

/** Waits until the panel has heard that a user's phone is registered and that he is in no call. */
async function isKnown(api: APIRequestContext): Promise<void> {
  const heard = async (): Promise<unknown> => {
    const { devices, activeCalls } = await (await api.get('/v1/route')).json();
    return { isRegistered: devices.length > 0, activeCalls };
  };
  await expect.poll(heard).toEqual({ isRegistered: true, activeCalls: 0 });
}

/** A leg of `GET /v1/calls/{id}`, as far as these tests look at it. */
interface Leg {
  kind: string;
  outcome: string;
  ringSeconds?: number;
}

interface TestFixtures {
  anna: Settings;
  bas: Settings;
  /** A phone of Anna's that has the light for messages; it rings, and nobody takes it up. */
  annasLamp: Lamp;
  /** Carla's desk phone, registered. */
  carlasPhone: Peer;
  /** Another phone of Anna's, from which she calls; nothing rings there. */
  annasOtherPhone: Peer;
  /** Where calls from outside come from while the trunk carries calls out. */
  outside: Peer;
  mediaServer: Peer;
  /** Numbers outside, behind the trunk: several in one call. */
  crowd: Crowd;
}

interface WorkerFixtures {
  panel: Panel;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  panel: [
    async ({}, use) => {
      const panel = await Panel.prepare({ media: MEDIA });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  annasPhone: async ({ annasPhone, panel }, use) => {
    await isKnown(await panel.api('a.jansen'));
    await use(annasPhone);
  },
  basPhone: async ({ basPhone, panel }, use) => {
    await isKnown(await panel.api('b.devries'));
    await use(basPhone);
  },
  annasLamp: async ({ engine, panel, accounts }, use) => {
    const lamp = await Lamp.at('127.0.0.37', engine.ip, accounts.anna);
    expect(await lamp.registers()).toBe(200);
    await isKnown(await panel.api('a.jansen'));
    await use(lamp);
    expect(await lamp.registers(0)).toBe(200);
    lamp.close();
  },
  carlasPhone: async ({ engine, panel }, use) => {
    const phone = peer('127.0.0.33', engine, panel.folder);
    await phone.registers(panel.device('c.smit@example.nl', 'Desk of Carla'));
    await isKnown(await panel.api('c.smit'));
    await use(phone);
    await phone.stop();
  },
  annasOtherPhone: async ({ engine, panel, accounts }, use) => {
    const phone = peer('127.0.0.34', engine, panel.folder);
    phone.callsAs(accounts.anna);
    await use(phone);
    await phone.stop();
  },
  outside: async ({ engine, panel }, use) => {
    const outside = peer('127.0.0.52', engine, panel.folder);
    await use(outside);
    await outside.stop();
  },
  mediaServer: async ({ engine, panel }, use) => {
    const server = peer('127.0.0.51', engine, panel.folder);
    await use(server);
    await server.stop();
  },
  crowd: async ({}, use) => {
    const crowd = await Crowd.at('127.0.0.50');
    await use(crowd);
    crowd.close();
  },
  anna: async ({ panel }, use) => {
    const settings = new Settings(await panel.api('a.jansen'));
    // Her phone shows Dutch; journeys in the browser may have read her pages in English.
    await settings.set('', { language: 'nl' }, '/v1/account');
    await use(settings);
    await settings.takeBack();
  },
  bas: async ({ panel }, use) => {
    const settings = new Settings(await panel.api('b.devries'));
    await use(settings);
    await settings.takeBack();
  },
});

export const header = (message: Message, name: string): string =>
  (message.headers.get(name) ?? []).join(', ');

/** Nothing has come to a phone that was there, but how many messages wait. */
export function heardNothing(run: Run): void {
  const others = run.messages().filter((message) => !header(message, 'cseq').endsWith(' NOTIFY'));
  expect(others.map(({ start }) => start)).toEqual([]);
}

/** What was tried for a call, in the order in which it was. */
export async function legsOf(api: APIRequestContext, { id }: Call): Promise<Leg[]> {
  const { legs } = await (await api.get(`/v1/calls/${id}`)).json();
  return legs as Leg[];
}

/** The path of a call as its details tell it: `device busy`, `mailbox answered`. */
export async function pathOf(api: APIRequestContext, call: Call): Promise<string[]> {
  return (await legsOf(api, call)).map(({ kind, outcome }) => `${kind} ${outcome}`);
}
