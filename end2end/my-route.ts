import type { APIRequestContext, Locator } from '@playwright/test';

import { expect, isLive, type Page, test as base } from './fixtures.ts';
import { Panel } from './panel.ts';

export { expect, type Page };

const SETTINGS = '/v1/telephony/config/people/me/settings';

/** The page of somebody's route, and what the server has kept. */
export class MyRoute {
  constructor(
    readonly page: Page,
    readonly api: APIRequestContext,
  ) {}

  /** A stop, by its name. */
  stop(name: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.page.locator('summary b', { hasText: name }) });
  }

  /** What is pressed to open it, which says the stop in words. */
  line(name: string): Locator {
    return this.stop(name).locator('summary');
  }

  /** Opens a stop. */
  async opens(name: string): Promise<Locator> {
    await this.line(name).click();
    return this.stop(name);
  }

  /** A setting, as the API tells it. */
  async stored(name: string): Promise<Record<string, unknown>> {
    const answer = await this.api.get(`${SETTINGS}/${name}`);
    expect(answer.status(), name).toBe(200);
    return answer.json();
  }

  /** Changes a setting by another way than this page. */
  async set(name: string, data: unknown): Promise<void> {
    const answer = await this.api.put(`${SETTINGS}/${name}`, { data });
    expect(answer.status(), `${name} ${await answer.text()}`).toBe(204);
  }

  /** Gives a setting a rule. */
  async rule(setting: string, data: unknown): Promise<void> {
    const answer = await this.api.post(`${SETTINGS}/${setting}/criteria`, { data });
    expect(answer.status(), `${setting} ${await answer.text()}`).toBe(201);
  }
}

interface Fixtures {
  /** Signs a user in and shows him his route, in English and light unless told otherwise. */
  routeOf(
    login: string,
    language?: 'en' | 'nl',
    theme?: 'light' | 'dark',
    /** What the address asks for behind `/route`. */
    query?: string,
  ): Promise<MyRoute>;
}

interface WorkerFixtures {
  panel: Panel;
}

/** The panel is one for all these tests: each of them has users of its own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // None runs there; that there is one lets people have voicemail.
  panel: [
    async ({}, use) => {
      const panel = await Panel.prepare({ media: '127.0.0.51:5060' });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  routeOf: async ({ page, panel, signInAs }, use) => {
    await use(async (login, language = 'en', theme = 'light', query = '') => {
      await signInAs(login);
      const api = await panel.api(login);
      expect((await api.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      await page.goto('/');
      await isLive(page);
      await page.goto(`/route${query}`);
      const title = language === 'en' ? 'Try a call' : 'Een oproep proberen';
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      return new MyRoute(page, api);
    });
  },
});
