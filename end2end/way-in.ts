import { type APIRequestContext, expect, request } from '@playwright/test';

import { ADMINISTRATOR, type Panel } from './panel.ts';
import { totp } from './totp.ts';

type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

/** How far somebody has come, as far as tests look at it. */
export interface State {
  step: 'anonymous' | 'secondFactor' | 'newPassword' | 'enrolment' | 'recoveryCodes' | 'signedIn';
}

/**
 * The way in as a browser goes it, request by request. It keeps its cookies, whatever becomes of the
 * server between two of them.
 */
export class WayIn {
  private constructor(private readonly browser: APIRequestContext) {}

  static async to(url: string): Promise<WayIn> {
    const extraHTTPHeaders = { 'x-belroute': '1' };
    return new WayIn(await request.newContext({ baseURL: url, extraHTTPHeaders }));
  }

  /** Sends a request, which has to succeed; gives its answer. */
  async post<T>(path: string, data?: unknown): Promise<T> {
    const answer = await this.browser.post(path, { data });
    const text = await answer.text();
    expect(answer.ok(), `${path}: ${answer.status()} ${text}`).toBe(true);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  async get<T>(path: string): Promise<T> {
    const answer = await this.browser.get(path);
    expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
    return (await answer.json()) as T;
  }

  /** The status of an answer that may be a refusal. */
  async status(path: string, data?: unknown): Promise<number> {
    const answer = data === undefined ? await this.browser.get(path) : await this.browser.post(path, { data });
    return answer.status();
  }

  async state(): Promise<State['step']> {
    return (await this.get<State>('/v1/session')).step;
  }

  async signIn(identifier: string, password: string): Promise<State['step']> {
    return (await this.post<State>('/v1/session', { identifier, password })).step;
  }

  /** Gives a code of an authenticator app, or a recovery code. */
  async give(kind: 'totp' | 'recoveryCode', code: string): Promise<State['step']> {
    return (await this.post<State>('/v1/session/secondFactor', { kind, code })).step;
  }

  /** A new key for an authenticator app. */
  async key(): Promise<string> {
    return (await this.post<{ key: string }>('/v1/session/totp')).key;
  }

  async confirmKey(key: string): Promise<State['step']> {
    return (await this.post<State>('/v1/session/totp/confirm', { code: totp(key) })).step;
  }

  async recoveryCodes(): Promise<string[]> {
    return (await this.post<{ codes: string[] }>('/v1/session/recoveryCodes')).codes;
  }

  async codesAreKept(): Promise<State['step']> {
    return (await this.post<State>('/v1/session/recoveryCodes/stored')).step;
  }

  /** Sets an authenticator app up and keeps the codes; gives the key. */
  async enrols(): Promise<string> {
    const key = await this.key();
    expect(await this.confirmKey(key)).toBe('recoveryCodes');
    await this.recoveryCodes();
    expect(await this.codesAreKept()).toBe('signedIn');
    return key;
  }

  /** Invites a new user, as an administrator; gives the address of his page. */
  async invites(email: string, extension: string, language = 'en'): Promise<string> {
    const user = { firstName: 'Nina', lastName: 'Zand', email, extension, language };
    const { id } = await this.post<{ id: string }>('/v1/company/users', user);
    return `/v1/company/users/${id}`;
  }

  /** What makes a browser his. */
  async cookies(): Promise<StorageState['cookies']> {
    return (await this.browser.storageState()).cookies;
  }

  /** In which language he wants the panel. */
  async speaks(language: string): Promise<void> {
    const answer = await this.browser.put('/v1/account', { data: { language } });
    expect(answer.ok()).toBe(true);
  }

  async close(): Promise<void> {
    await this.browser.dispose();
  }
}

/** The administrator of an organisation that was founded a moment ago, signed in. */
export async function administrator(panel: Panel): Promise<WayIn> {
  const ada = await WayIn.to(panel.url);
  expect(await ada.signIn(ADMINISTRATOR.email, ADMINISTRATOR.password)).toBe('enrolment');
  await ada.enrols();
  return ada;
}
