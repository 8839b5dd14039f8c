import { expect, isLive, test as base } from './fixtures.ts';
import { Panel } from './panel.ts';

interface Fixtures {
  /** Signs a user in who has a mailbox, and shows the dashboard; English and light unless told otherwise. */
  hears(login: string, language?: 'en' | 'nl', theme?: 'light' | 'dark'): Promise<void>;
}

interface WorkerFixtures {
  panel: Panel;
}

/** The panel is one for all these tests: each of them has mailboxes of its own. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // None runs there; that there is one lets people have mailboxes.
  panel: [
    async ({}, use) => {
      const panel = await Panel.prepare({ media: '127.0.0.51:5060' });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  hears: async ({ page, panel, signInAs }, use) => {
    await use(async (login, language = 'en', theme = 'light') => {
      await signInAs(login);
      const api = await panel.api(login);
      expect((await api.put('/v1/account', { data: { language, theme } })).ok()).toBe(true);
      await page.goto('/');
      await isLive(page);
    });
  },
});
