import type { APIRequestContext } from '@playwright/test';

import { expect, type Settings, test as house } from './house.ts';
import { until } from './processes.ts';
import { prompt as file } from './prompts.ts';
import { judge, likeness, samplesOf, tone, wav } from './sound.ts';

export * from './house.ts';

/** Tones of those who speak, and of a greeting of Anna's own. */
export const [SPEAKER, GREETING, ANSWERER] = [440, 600, 700];

/** How well a sound was heard that was, and how well one that was not. */
export const [HEARD, NOT_HEARD] = [0.98, 0.4];

/** How well a sound is heard in another, 0 to 1; its first or last frame may be missing. */
export function wellHeard(heard: Int16Array, sound: Int16Array): number {
  const pause = tone(0, 0.1);
  return likeness(Int16Array.from([...pause, ...heard, ...pause]), sound);
}

/** What comes with the program: these sounds one after the other. */
export function prompt(language: 'nl' | 'en', ...names: string[]): Int16Array {
  const sounds = names.map((name) => samplesOf(file(`${language}/${name}`)));
  return Int16Array.from(sounds.flatMap((samples) => [...samples]));
}

/** A row of `GET /v1/voiceMessages`, as far as these tests look at it. */
interface Message {
  id: string;
  caller: { number?: string; isAnonymous: boolean };
  createdAt: string;
  durationMs: number;
  reason: string;
  isRead: boolean;
}

/** Anna's mailbox, as her panel shows it; at the end it has the messages that it had. */
export class Mailbox {
  private readonly before = new Set<string>();
  private readonly greeted = new Set<string>();

  private constructor(private readonly settings: Settings) {}

  static async of(settings: Settings): Promise<Mailbox> {
    const mailbox = new Mailbox(settings);
    for (const { id } of await mailbox.list()) mailbox.before.add(id);
    return mailbox;
  }

  /** Messages that have come in this test, the newest first. */
  async came(): Promise<Message[]> {
    return (await this.list()).filter(({ id }) => !this.before.has(id));
  }

  /** Waits until a message has come; gives it, and how long each tone sounds in it. */
  async brings(seconds = 15): Promise<Message & { tones: Map<number, number> }> {
    const message = await until('a message comes', async () => (await this.came())[0], seconds);
    const audio = await this.api.get(`/v1/voiceMessages/${message.id}/audio`);
    expect(audio.status()).toBe(200);
    const { seconds: length, tones } = judge(await audio.body());
    expect(message.durationMs / 1_000).toBeCloseTo(length, 1);
    return { ...message, tones };
  }

  /** Callers hear a tone of so many seconds and not a sentence, which no test could tell the end of. */
  async greetsWithTone(seconds: number, kind: 'busy' | 'noAnswer' = 'noAnswer'): Promise<void> {
    const sound = { name: 'tone.wav', mimeType: 'audio/wav', buffer: wav(tone(GREETING, seconds)) };
    const path = `/v1/telephony/config/people/me/settings/voicemail/actions/${kind}GreetingUpload/invoke`;
    const answer = await this.api.post(path, { multipart: { file: sound } });
    expect(answer.status(), await answer.text()).toBe(204);
    this.greeted.add(kind);
    const calls = kind === 'busy' ? 'sendBusyCalls' : 'sendUnansweredCalls';
    await this.settings.set('voicemail', { [calls]: { greeting: 'CUSTOM' } });
  }

  async takeBack(): Promise<void> {
    for (const { id } of await this.came()) {
      expect((await this.api.delete(`/v1/telephony/voiceMessages/${id}`)).status()).toBe(204);
    }
    // What takes a greeting away chooses the usual one.
    for (const kind of this.greeted) {
      expect((await this.api.delete(`/v1/voicemailGreetings/${kind}`)).status()).toBe(204);
    }
  }

  private get api(): APIRequestContext {
    return this.settings.api;
  }

  private async list(): Promise<Message[]> {
    return ((await this.settings.get('/v1/voiceMessages?max=100')) as { messages: Message[] }).messages;
  }
}

export const test = house.extend<{ mailbox: Mailbox }>({
  mailbox: async ({ anna, server }, use) => {
    await server.isReady();
    const mailbox = await Mailbox.of(anna);
    await use(mailbox);
    await mailbox.takeBack();
  },
});
