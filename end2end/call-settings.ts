import type { APIRequestContext, Locator } from '@playwright/test';

import { expect, isLive, type Page, test as base } from './fixtures.ts';
import { Panel } from './panel.ts';

export { expect, type Page };

const SETTINGS = '/v1/telephony/config/people/me/settings';

/** The page of call settings as a user has it before him, and what the server has kept of it. */
export class CallSettings {
  constructor(
    readonly page: Page,
    readonly api: APIRequestContext,
  ) {}

  /** The row of a setting, by its name. */
  row(name: string): Locator {
    return this.page.getByRole('group', { name, exact: true });
  }

  /** What is pressed to open it, which says the setting in words. */
  line(name: string): Locator {
    // The element has no role of its own that all browsers agree on.
    return this.row(name).locator('summary');
  }

  /** Opens a row; gives it. */
  async opens(name: string): Promise<Locator> {
    await this.line(name).click();
    const row = this.row(name);
    await expect(row).toHaveAttribute('open');
    return row;
  }

  /** A setting, or part of one, as the API tells it. */
  async stored(name: string): Promise<unknown> {
    const answer = await this.api.get(`${SETTINGS}/${name}`);
    expect(answer.status(), name).toBe(200);
    return answer.json();
  }

  /** Changes a setting by another way than this page. */
  async set(name: string, data: unknown): Promise<void> {
    const answer = await this.api.put(`${SETTINGS}/${name}`, { data });
    expect(answer.status(), `${name} ${await answer.text()}`).toBe(204);
  }

  /** Adds something to a setting by another way than this page. */
  async add(name: string, data: unknown): Promise<void> {
    const answer = await this.api.post(`${SETTINGS}/${name}`, { data });
    expect(answer.status(), `${name} ${await answer.text()}`).toBe(201);
  }
}

interface Fixtures {
  /** Signs a user in and opens his call settings, in English and light unless told otherwise. */
  settingsOf(login: string, language?: 'en' | 'nl', theme?: 'light' | 'dark'): Promise<CallSettings>;
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
  // Header and bar cover what is scrolled under them, which is no fault of the page: all of it is
  // looked at in a window that it fits into.
  a11y: async ({ a11y, page }, use) => {
    await use({
      async check() {
        const size = page.viewportSize() ?? { width: 1280, height: 720 };
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: size.width, height: height + 200 });
        await a11y.check();
        await page.setViewportSize(size);
      },
    });
  },
  settingsOf: async ({ page, panel, signInAs }, use) => {
    await use(async (login, language = 'en', theme = 'light') => {
      await signInAs(login);
      const api = await panel.api(login);
      expect((await api.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      // What is changed elsewhere is told from here on.
      await page.goto('/');
      await isLive(page);
      await page.getByRole('navigation').getByRole('link', { name: language === 'en' ? 'Calling' : 'Bellen' }).click();
      const name = language === 'en' ? 'Call settings' : 'Belinstellingen';
      await expect(page.getByRole('heading', { name, level: 2 })).toBeVisible();
      return new CallSettings(page, api);
    });
  },
});

/** The address of a user in the company panel's API, found by a part of his name. */
export async function userNamed(panel: Panel, part: string): Promise<{ id: string; grants: string[] }> {
  const kim = await panel.api('k.vos');
  const { users } = await (await kim.get(`/v1/company/users?query=${part}`)).json();
  expect(users, part).toHaveLength(1);
  return users[0];
}

/** Gives a user something as the administrator does. */
export async function grants(panel: Panel, part: string, ...given: string[]): Promise<string> {
  const { id } = await userNamed(panel, part);
  const kim = await panel.api('k.vos');
  const answer = await kim.put(`/v1/company/users/${id}`, { data: { grants: given } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return id;
}
