import { expect, isLive, type Page, test } from '../fixtures.ts';
import { gate } from '../gate.ts';

const SETTINGS = '/v1/telephony/config/people/me/settings';

const menuOf = (page: Page) => page.getByRole('button', { name: 'My incoming calls' });
const numbersOn = (page: Page) => page.getByRole('group', { name: 'The number others see' });

test('the number others see is chosen with two presses and stays after a reload', async ({
  page,
  panel,
  signInAs,
  a11y,
}) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).click();
  const numbers = numbersOn(page);
  await expect(numbers.getByRole('radio')).toHaveCount(5);
  await expect(numbers.getByRole('radio', { name: /My direct number/ })).toBeChecked();
  await numbers.getByRole('radio', { name: /Support/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await a11y.check();
  const anna = await panel.api('a.jansen');
  const { selected } = await (await anna.get(`${SETTINGS}/selectedCallerId`)).json();
  expect(selected).toMatchObject({ directNumber: '+442079460001', type: 'CALL_QUEUE' });

  await page.reload();
  await menuOf(page).click();
  await expect(numbers.getByRole('radio', { name: /Support/ })).toBeChecked();
});

test('it is chosen by keyboard, too', async ({ page, panel, signInAs }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).focus();
  await page.keyboard.press('Enter');
  const numbers = numbersOn(page);
  await expect(numbers.getByRole('radio', { checked: true })).toBeVisible();
  await numbers.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(numbers).toBeHidden();
  await expect(menuOf(page)).toBeFocused();
  const reset = await (await panel.api('a.jansen')).put(`${SETTINGS}/selectedCallerId`, {
    data: { type: 'DEFAULT_CLID' },
  });
  expect(reset.status()).toBe(204);
});

test('a choice made elsewhere appears by itself', async ({ page, panel, signInAs }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await isLive(page);
  await menuOf(page).click();
  const anna = await panel.api('a.jansen');
  for (const [isHidden, name] of [
    [true, /Anonymous/],
    [false, /My direct number/],
  ] as const) {
    const put = await anna.put(`${SETTINGS}/callerId`, {
      data: { callingLineIdDeliveryBlockingEnabled: isHidden },
    });
    expect(put.status()).toBe(204);
    await expect(numbersOn(page).getByRole('radio', { name })).toBeChecked();
  }
});

test('a number that was withdrawn meanwhile is refused, and the list is renewed', async ({
  page,
  panel,
  signInAs,
}) => {
  const userNamed = (login: string) => `(SELECT id FROM user WHERE login = '${login}')`;
  const give = (from: string, to: string) =>
    panel.sql(
      `UPDATE caller_id_grant SET user_id = ${userNamed(to)} ` +
        `WHERE label = 'Company' AND user_id = ${userNamed(from)}`,
    );
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).click();
  const numbers = numbersOn(page);
  await expect(numbers.getByRole('radio', { name: /Company/ })).toBeVisible();
  give('a.jansen', 'd.visser');
  try {
    await numbers.getByRole('radio', { name: /Company/ }).click();
    await expect(
      page.getByText('Your administrator no longer lets you show this number.'),
    ).toBeVisible();
    await expect(numbers.getByRole('radio', { name: /My direct number/ })).toBeChecked();
    await expect(numbers.getByRole('radio', { name: /Company/ })).toHaveCount(0);
  } finally {
    give('d.visser', 'a.jansen');
  }
});

test('who has one number sees it, and can hide it', async ({ page, panel, signInAs }) => {
  await signInAs('b.devries');
  await page.goto('/');
  await menuOf(page).click();
  const numbers = numbersOn(page);
  await expect(numbers.getByRole('radio')).toHaveCount(2);
  await numbers.getByRole('radio', { name: /Anonymous/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await numbers.getByRole('radio', { name: /My direct number/ }).check();
  const bas = await panel.api('b.devries');
  const hidden = async () =>
    (await (await bas.get(`${SETTINGS}/callerId`)).json()).callingLineIdDeliveryBlockingEnabled;
  await expect.poll(hidden).toBe(false);
});

test('what is chosen stays chosen when an answer from before comes late', async ({
  page,
  panel,
  signInAs,
}) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await isLive(page);
  await menuOf(page).click();
  const numbers = numbersOn(page);
  await expect(numbers.getByRole('radio', { name: /My direct number/ })).toBeChecked();
  const late = [gate(), gate()];
  let asked = 0;
  await page.route(`**${SETTINGS}/selectedCallerId`, async (route) => {
    if (route.request().method() !== 'GET') {
      return route.fallback();
    }
    const response = await route.fetch();
    asked += 1;
    await late[asked - 1]?.opened;
    await route.fulfill({ response });
  });
  const anna = await panel.api('a.jansen');
  const chosen = async () => {
    const { selected } = await (await anna.get(`${SETTINGS}/selectedCallerId`)).json();
    const settings = await (await anna.get(`${SETTINGS}/callerId`)).json();
    return [selected.type, settings.callingLineIdDeliveryBlockingEnabled];
  };
  const { availableCallerIds } = await (await anna.get(`${SETTINGS}/availableCallerIds`)).json();
  const queue = availableCallerIds.find(({ type }: { type: string }) => type === 'CALL_QUEUE');
  const put = await anna.put(`${SETTINGS}/selectedCallerId`, { data: queue });
  expect(put.status()).toBe(204);
  await expect.poll(() => asked).toBe(1);

  // The answer that is held knows of the queue's number and not of this.
  await numbers.getByRole('radio', { name: /Anonymous/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  late[0]?.open();
  await expect.poll(() => asked).toBe(2);
  await expect(numbers.getByRole('radio', { name: /Anonymous/ })).toBeChecked();
  late[1]?.open();

  await numbers.getByRole('radio', { name: /My direct number/ }).check();
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await expect.poll(chosen).toEqual(['DEFAULT_CLID', false]);
  // The list is fetched once more after that, which may be under way when the journey ends.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('of choices made one upon the other the last one is saved last', async ({ page, signInAs }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).click();
  const numbers = numbersOn(page);
  const slow = gate();
  const saved: boolean[] = [];
  await page.route(`**${SETTINGS}/callerId`, async (route) => {
    if (route.request().method() !== 'PUT') {
      return route.fallback();
    }
    const isHidden = route.request().postDataJSON().callingLineIdDeliveryBlockingEnabled;
    if (isHidden) {
      await slow.opened;
    }
    const response = await route.fetch();
    saved.push(isHidden);
    await route.fulfill({ response });
  });
  await numbers.getByRole('radio', { name: /Anonymous/ }).check();
  await numbers.getByRole('radio', { name: /My direct number/ }).check();
  slow.open();
  await expect.poll(() => saved).toEqual([true, false]);
  await expect(numbers.getByText('Saved', { exact: true })).toBeVisible();
  await expect(numbers.getByRole('radio', { name: /My direct number/ })).toBeChecked();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('one plain sentence tells what happens to a call', async ({ page, signInAs }) => {
  await signInAs('a.jansen');
  await page.goto('/');
  await menuOf(page).click();
  const menu = page.getByRole('dialog', { name: 'My incoming calls' });
  await expect(menu.getByText(/^If someone calls 2041 now, /)).toBeVisible();
  await expect(menu).toContainText('2041');
});
