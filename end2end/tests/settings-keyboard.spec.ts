import { readFileSync } from 'node:fs';

import type { Locator, Page } from '@playwright/test';

import { expect, grants, test, userNamed } from '../call-settings.ts';
import { Keyboard } from '../hands.ts';

type Texts = { [key: string]: string | Texts };

/** What the page says, by the keys of its texts. */
function texts(language: 'en' | 'nl'): (key: string) => string {
  const all = JSON.parse(readFileSync(new URL(`../../app/locales/${language}.json`, import.meta.url), 'utf8')) as Texts;
  return (key) => {
    const found = key.split('.').reduce<string | Texts | undefined>((at, part) => (at as Texts)[part], all);
    if (typeof found !== 'string') throw new Error(`no text ${key}`);
    return found;
  };
}

/** Chooses one of several by arrows: Tab comes to the chosen one only. */
async function chooses(page: Page, hands: Keyboard, group: Locator, name: string): Promise<void> {
  await hands.reaches(group.getByRole('radio', { checked: true }));
  const wanted = group.getByRole('radio', { name, exact: true });
  const count = await group.getByRole('radio').count();
  for (let step = 0; step < count && !(await wanted.isChecked()); step++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(wanted).toBeChecked();
}

for (const { language, login, part } of [
  { language: 'en', login: 'b.devries', part: 'vries' },
  { language: 'nl', login: 's.schouten', part: 'schouten' },
] as const) {
  const t = texts(language);

  test.describe(`by keyboard alone, ${language}`, () => {
    test('who gets through: a number is blocked and let go again', async ({ page, settingsOf, a11y }) => {
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const name = t('calling.block.name');
      await hands.presses(settings.line(name));
      const row = settings.row(name);
      await hands.reaches(row.getByRole('combobox', { name: t('calling.block.add') }));
      await page.keyboard.type('0800-1234567');
      await page.keyboard.press('Enter');
      await expect(settings.line(name)).toContainText(t('calling.block.one'));
      expect(await settings.stored('callBlock')).toMatchObject({ numbers: [{ phoneNumber: '+318001234567' }] });
      await a11y.check();
      await hands.presses(row.getByRole('listitem').getByRole('button'));
      await expect(settings.line(name)).toContainText(t('calling.block.none'));
    });

    test('sent elsewhere: assistants take the calls from outside', async ({ page, settingsOf, panel, a11y }) => {
      await grants(panel, part, 'mailbox', 'executive');
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const name = t('features.executive.name');
      await hands.presses(settings.line(name));
      const row = settings.row(name);
      const which = row.getByRole('group', { name: t('features.executive.which'), exact: true });
      await chooses(page, hands, which, t('features.executive.which_external'));
      await hands.presses(row.getByRole('button', { name: t('action.save') }).first());
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      await a11y.check();
      expect(await settings.stored('executive/callFiltering')).toMatchObject({ filterType: 'ALL_EXTERNAL_CALLS' });
    });

    test('rings: another number rings along, and a phone is shared', async ({ page, settingsOf, panel, a11y }) => {
      const { id } = await userNamed(panel, 'ramdin');
      const kim = await panel.api('k.vos');
      const shares = async (isActive: boolean): Promise<void> => {
        const answer = await kim.put(`/v1/company/users/${id}/hotelingHost`, { data: { isActive } });
        expect(answer.ok(), await answer.text()).toBe(true);
      };
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const along = t('calling.together.name');
      await hands.presses(settings.line(along));
      let row = settings.row(along);
      await hands.presses(row.getByRole('switch', { name: t('calling.together.label') }));
      await hands.reaches(row.getByRole('combobox', { name: t('calling.number') }));
      await page.keyboard.type('06 12345678');
      await page.keyboard.press('Enter');
      await hands.presses(row.getByLabel(t('calling.press_one')));
      await hands.presses(row.getByRole('button', { name: t('action.save') }).first());
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      expect(await settings.stored('simultaneousRing')).toMatchObject({
        enabled: true,
        phoneNumbers: [{ phoneNumber: '+31612345678', answerConfirmationEnabled: true }],
      });

      await shares(true);
      const today = t('features.hoteling.name');
      await hands.presses(settings.line(today));
      row = settings.row(today);
      await hands.presses(row.getByRole('switch', { name: t('features.hoteling.label') }));
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      await hands.presses(row.getByRole('listitem').getByRole('button', { name: /Usha Ramdin/ }));
      await hands.presses(row.getByRole('button', { name: t('action.save') }));
      await expect(settings.line(today)).toContainText('Usha Ramdin (2063)');
      expect(await settings.stored('hoteling/guest')).toMatchObject({ enabled: true, hostId: id });
      await a11y.check();
      await settings.set('hoteling/guest', { enabled: false });
      await shares(false);
    });

    test('if nobody answers: busy calls go to a colleague', async ({ page, settingsOf }) => {
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const name = t('calling.busy.name');
      await hands.presses(settings.line(name));
      const row = settings.row(name);
      await hands.presses(row.getByRole('switch', { name: t('calling.forward.on') }));
      await hands.reaches(row.getByRole('combobox', { name: t('calling.forward.to'), exact: true }));
      await page.keyboard.type('karin');
      const first = row.getByRole('option').first();
      await expect(first).toContainText('Karin Hendriks');
      await page.keyboard.press('ArrowDown');
      await expect(first).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      await expect(settings.line(name)).toContainText('Karin Hendriks');
      expect(await settings.stored('callForwarding')).toMatchObject({
        callForwarding: { busy: { enabled: true, destination: '2053' } },
      });
    });

    test('what others see: who answers forwarded calls is hidden', async ({ page, settingsOf, a11y }) => {
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const name = t('calling.policies.name');
      await hands.presses(settings.line(name));
      const row = settings.row(name);
      await chooses(page, hands, row, t('calling.policies.outside'));
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      await a11y.check();
      await expect
        .poll(() => settings.stored('callPolicies'))
        .toMatchObject({ connectedLineIdPrivacyOnRedirectedCalls: 'PRIVACY_FOR_EXTERNAL_CALLS' });
    });

    test('told by mail: everybody, at another address', async ({ page, settingsOf, a11y }) => {
      const settings = await settingsOf(login, language);
      const hands = new Keyboard(page);
      const name = t('features.notify.name');
      await hands.presses(settings.line(name));
      const row = settings.row(name);
      await hands.presses(row.getByRole('switch', { name: t('features.notify.label') }));
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      await hands.types(t('features.notify.address'), 'home@example.org');
      await page.keyboard.press('Enter');
      await expect
        .poll(() => settings.stored('callNotify'))
        .toMatchObject({ enabled: true, emailAddress: 'home@example.org' });
      await expect(row.getByText(t('action.saved'), { exact: true })).toBeVisible();
      const half = row.getByRole('group', { name: t('rules.notify'), exact: true });
      await hands.presses(half.getByRole('button', { name: t('rules.add') }));
      const rule = half.getByRole('group', { name: t('rules.a_new_one') });
      await a11y.check();
      await hands.presses(rule.getByRole('button', { name: t('action.save') }));
      await expect(settings.line(name)).toContainText('home@example.org');
      await expect
        .poll(() => settings.stored('callNotify'))
        .toMatchObject({ enabled: true, emailAddress: 'home@example.org', criteria: [{ notificationEnabled: true }] });
    });
  });
}
