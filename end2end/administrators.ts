import type { BrowserContext, Locator } from '@playwright/test';

import { expect, type Page, test as base } from './fixtures.ts';
import type { Panel } from './panel.ts';

export { expect, type Page };

interface Fixtures {
  /** Signs somebody in beside the browser of the test, in one of his own; gives its page. */
  beside(login: string): Promise<Page>;
}

/** Journeys of an administrator while somebody else has his own page before him. */
export const test = base.extend<Fixtures>({
  beside: async ({ browser, panel, sessions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (login) => {
      const { cookies } = await sessions(login);
      const context = await browser.newContext({ baseURL: panel.url });
      opened.push(context);
      await context.addCookies(cookies);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/** The id of a user, found by a part of his name. */
export async function idOf(panel: Panel, part: string): Promise<string> {
  const kim = await panel.api('k.vos');
  const { users } = await (await kim.get(`/v1/company/users?query=${encodeURIComponent(part)}`)).json();
  expect(users, part).toHaveLength(1);
  return users[0].id;
}

/** Somebody reads his pages in another language from now on. */
export async function speaks(panel: Panel, login: string, language: 'en' | 'nl'): Promise<void> {
  const done = await (await panel.api(login)).put('/v1/account', { data: { language } });
  expect(done.ok()).toBe(true);
}

/** The row of a setting on a user's page. */
export function rowOf(page: Page, name: string): Locator {
  return page.getByRole('group').filter({ has: page.getByText(name, { exact: true }) });
}

/** A card, by its heading. */
export function card(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}
