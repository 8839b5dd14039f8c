import { expect, type Page, test } from '../fixtures.ts';

test.beforeEach(({ signInAs }) => signInAs('a.jansen'));

test('the phonebook is found as one types: accents and forms of a number are equal', async ({
  page,
}) => {
  await page.goto('/');
  const book = page.getByRole('complementary', { name: 'Phonebook' });
  const search = book.getByRole('searchbox', { name: 'Search the phonebook' });
  for (const [query, found] of [
    ['zoe grosse', 'Zoë Größe'],
    ['GRÖSSE', 'Zoë Größe'],
    ['ibrahim', 'İbrahim Yılmaz'],
    ['renee', 'Renée Jacobs'],
    ['2043', 'Anouk Bakker'],
    ['+44 20 7946 0043', 'Anouk Bakker'],
    ['442079460043', 'Anouk Bakker'],
    ['sales', 'Sales'],
  ] as const) {
    await search.fill(query);
    const rows = book.getByRole('listitem').filter({ hasText: found });
    await expect(rows.first(), query).toBeVisible();
    await expect(book.getByRole('listitem').filter({ hasText: 'Bas de Vries' }), query).toHaveCount(0);
  }
  await search.fill('nobody is called this');
  await expect(book.getByText('Nothing found')).toBeVisible();
  await search.fill('');
  await expect(book.getByRole('region', { name: 'Dial plans' })).toContainText('Support');
});

test('a number that nobody has can be called', async ({ page }) => {
  await page.goto('/');
  const book = page.getByRole('complementary', { name: 'Phonebook' });
  await book.getByRole('searchbox', { name: 'Search the phonebook' }).fill('+447700900999');
  const call = book.getByRole('link', { name: /^Call / });
  await expect(call.first()).toHaveAttribute('href', 'tel:+447700900999');
});

/** Waits for the answer to what is put at the favourites. */
async function isKept(page: Page, press: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && new URL(answer.url()).pathname.startsWith('/v1/favourites'),
  );
  await press();
  expect((await answered).ok()).toBe(true);
}

test('favourites are kept on the server, in the order that was chosen', async ({ page, panel }) => {
  await page.goto('/phonebook');
  const starred = page.getByRole('region', { name: 'Favourites' });
  const people = page.getByRole('region', { name: 'Colleagues' });
  for (const name of ['Carla Smit', 'Bas de Vries']) {
    const star = people.getByRole('button', { name: `Favourite: ${name}` });
    await isKept(page, () => star.click());
    await expect(star).toHaveAttribute('aria-pressed', 'true');
  }
  const names = async () =>
    (await starred.getByRole('listitem').allInnerTexts()).map((text) =>
      ['Carla Smit', 'Bas de Vries'].find((name) => text.includes(name)),
    );
  await expect.poll(names).toEqual(['Carla Smit', 'Bas de Vries']);
  const up = starred.getByRole('button', { name: 'Move Bas de Vries up' });
  await isKept(page, () => up.click());
  await expect.poll(names).toEqual(['Bas de Vries', 'Carla Smit']);
  const anna = await panel.api('a.jansen');
  const saved = async () => (await (await anna.get('/v1/favourites')).json()).entries.length;
  await expect.poll(saved).toBe(2);
  await page.reload();
  await expect.poll(names).toEqual(['Bas de Vries', 'Carla Smit']);

  for (const name of ['Carla Smit', 'Bas de Vries']) {
    await starred.getByRole('button', { name: `Favourite: ${name}` }).click();
  }
  await expect(starred).toBeHidden();
  await expect.poll(saved).toBe(0);
});

test('the search in the header is reached and used by keyboard', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Recent calls' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Search and do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('anouk');
  const options = palette.getByRole('option');
  await expect(options.first()).toContainText('Anouk Bakker');
  await expect(options.first()).toContainText('2043');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(options.last()).toContainText('“anouk”');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/phonebook\?query=anouk$/);
  await expect(page.getByRole('main').getByText('Anouk Bakker')).toBeVisible();
});
