import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { type BrowserContext, type Page, expect, test as base } from '@playwright/test';

import { PASSWORD, Panel } from './panel.ts';

export { expect, type Page };
export { PASSWORD };

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

interface Accessibility {
  /** Fails on any violation that axe finds on the page as it is now. */
  check(): Promise<void>;
}

interface TestFixtures {
  a11y: Accessibility;
  /** Signs a user in on the page of the test. */
  signInAs(login: string): Promise<void>;
  /** Errors in the browser's log that belong to what the test provokes. */
  tolerated: RegExp | undefined;
  /** Fails the test when the page logs an error or breaks its own security policy. */
  flawless: void;
}

interface WorkerFixtures {
  panel: Panel;
  /** Cookies of users who have signed in by the form, once each. */
  sessions: (login: string) => Promise<StorageState>;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const test = base.extend<TestFixtures, WorkerFixtures>({
  panel: [
    async ({}, use) => {
      const panel = await Panel.prepare();
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],

  sessions: [
    async ({ browser, panel }, use) => {
      const known = new Map<string, StorageState>();
      await use(async (login) => {
        const found = known.get(login);
        if (found) return found;
        // Every test begins in English; those about languages change it.
        const account = await (await panel.api(login)).put('/v1/account', {
          data: { language: 'en', theme: 'light' },
        });
        expect(account.ok()).toBe(true);
        const context = await browser.newContext({ baseURL: panel.url });
        const page = await context.newPage();
        await page.goto('/sign-in');
        await fillSignIn(page, login);
        await expect(page).toHaveURL(`${panel.url}/`);
        const state = await context.storageState();
        known.set(login, state);
        await context.close();
        return state;
      });
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ panel }, use) => use(panel.url),

  signInAs: async ({ context, sessions }, use) => {
    await use(async (login) => {
      const { cookies } = await sessions(login);
      await context.addCookies(cookies);
    });
  },

  a11y: async ({ page }, use) => {
    await use({
      async check() {
        await page.evaluate(comesToRest);
        // Evaluated by the debugger, which no security policy of the page keeps out.
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: typeof import('axe-core') };
          const found = await axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          });
          return found.violations.map(({ id, help, nodes }) => ({
            id,
            help,
            where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
          }));
        });
        expect(violations).toEqual([]);
      },
    });
  },

  tolerated: [undefined, { option: true }],

  flawless: [
    async ({ context, tolerated }, use) => {
      const flaws: string[] = [];
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`security policy: ${event.effectiveDirective} ${event.blockedURI}`);
        });
      });
      context.on('console', (message) => {
        if (message.type() !== 'error') return;
        // A refusal of the API is told to the user, and tests look at what he is told.
        const isApi = message.location().url.includes('/v1/');
        if (message.text().startsWith('Failed to load resource') && isApi) return;
        if (tolerated?.test(message.text())) return;
        flaws.push(`${message.text()} ${message.location().url}`.trim());
      });
      context.on('weberror', (error) => flaws.push(String(error.error())));
      await use();
      expect(flaws).toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits for what moves or changes its colour: half way neither is what anybody reads. */
async function comesToRest(): Promise<void> {
  const ends = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    .map(({ finished }) => finished);
  await Promise.allSettled(ends);
}

/**
 * What a browser writes down while a server goes away: what is under way breaks off, what is asked
 * afterwards is refused.
 */
export const SERVER_AWAY =
  /ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE_CHUNKED_ENCODING|Failed to fetch/;

/** Waits until the page says that new calls appear by themselves. */
export async function isLive(page: Page): Promise<void> {
  const title = /^(New calls appear by themselves|Nieuwe gesprekken verschijnen vanzelf)$/;
  await expect(page.getByTitle(title)).toBeVisible({ timeout: 20_000 });
}

/** Fills the sign-in form, in English or Dutch, and sends it. */
export async function fillSignIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(/^(Login name or e-mail address|Inlognaam of e-mailadres)$/).fill(login);
  await page.getByLabel(/^(Password|Wachtwoord)$/).fill(password);
  await page.getByRole('button', { name: /^(Sign in|Inloggen)$/ }).click();
}
