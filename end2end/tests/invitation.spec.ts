import type { Locator } from '@playwright/test';

import { Authenticator } from '../authenticator.ts';
import { expect, type Page, test as base } from '../fixtures.ts';
import { type Hands, Keyboard, Mouse } from '../hands.ts';
import { linkTo } from '../mail.ts';
import { Panel } from '../panel.ts';
import { MailServer } from '../smtp.ts';
import { totp } from '../totp.ts';
import { administrator, type WayIn } from '../way-in.ts';
import { type Language, wordsIn } from '../words.ts';

const FIRST = 'Wb7!kqztx';
const SECOND = 'Xc8?lrauy';

/** An organisation that wants a second factor, whose mail goes through a real mail server. */
const test = base.extend<object, { post: MailServer; ada: WayIn }>({
  post: [
    async ({}, use) => {
      const post = await MailServer.start();
      await use(post);
      await post.close();
    },
    { scope: 'worker' },
  ],
  panel: [
    async ({ post }, use) => {
      const panel = await Panel.found({ mail: post.url() });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  ada: [
    async ({ panel }, use) => {
      const ada = await administrator(panel);
      await use(ada);
      await ada.close();
    },
    { scope: 'worker' },
  ],
});

/** One user, and how he uses the panel. */
interface Person {
  page: Page;
  hands: Hands;
  say: ReturnType<typeof wordsIn>;
  email: string;
  language: Language;
  isOnPhone: boolean;
  check(): Promise<void>;
}

async function isAt(person: Person, title: string): Promise<void> {
  await expect(person.page.getByRole('heading', { name: title, exact: true })).toBeVisible();
}

const SIGNS = '~!@#$%^&*()-_=+[]{}|;:,.<>/?';

/** On the page of the administrator's own: adds the user, who is invited by that. */
async function isInvited(person: Person, ada: WayIn, extension: string): Promise<void> {
  const { page, hands, say, email, language } = person;
  await ada.speaks(language);
  await page.context().addCookies(await ada.cookies());
  await page.goto('/');
  if (person.isOnPhone) await hands.presses(account(person));
  await hands.presses(page.getByRole('link', { name: say('company.title') }));
  await hands.presses(page.getByRole('link', { name: say('users.add') }));
  await isAt(person, say('users.add'));
  await hands.types(say('account.first_name'), 'Nina');
  await hands.types(say('account.last_name'), 'Zand');
  await hands.types(say('account.email'), 'nina');
  await hands.sends(say('users.make_and_invite'));
  // What is wrong and what is missing; nothing typed is lost.
  await expect(page.getByLabel(say('account.email'), { exact: true })).toBeFocused();
  await expect(page.getByLabel(say('account.first_name'), { exact: true })).toHaveValue('Nina');
  await person.check();
  await hands.types(say('account.email'), email);
  await hands.types(say('account.extension'), extension);
  await hands.sends(say('users.make_and_invite'));
  await isAt(person, 'Nina Zand');
  await person.check();
  await page.context().clearCookies();
}

/** Types a password that breaks rules, and expects the page to say exactly which. */
async function isToldOfBadPasswords(person: Person): Promise<void> {
  const { page, hands, say, email } = person;
  const [local = ''] = email.split('@');
  const met = (rule: string) => `${say(rule)} ${say('password.met')}`;
  const broken = (rule: string, part: string) => `${say(rule, { parts: `‘${part}’` })} ${say('password.broken')}`;
  const length = say('password.length', { min: '8', max: '256' });
  const special = say('password.special', { signs: SIGNS });
  const rules = page.getByRole('list', { name: say('password.rules') }).getByRole('listitem');

  await hands.types(say('password.new_password'), 'nina7');
  await expect(rules).toHaveText([
    length,
    met('password.lower'),
    say('password.upper'),
    met('password.digit'),
    special,
    broken('password.name_in', 'nina'),
    met('password.email'),
  ]);
  await person.check();
  await hands.types(say('password.new_password'), `${local}7`);
  await expect(rules).toHaveText([
    `${length} ${say('password.met')}`,
    met('password.lower'),
    say('password.upper'),
    met('password.digit'),
    `${special} ${say('password.met')}`,
    broken('password.name_in', 'nina'),
    broken('password.email_in', local),
  ]);
  await hands.types(say('password.again'), `${local}7`);
  await hands.sends(say('links.save'));
  await expect(page.getByText(say('password.not_yet'))).toBeVisible();
  await person.check();
}

async function choosesPassword(person: Person, password: string): Promise<void> {
  const { page, hands, say, email } = person;
  await hands.types(say('password.new_password'), password);
  await hands.types(say('password.again'), password);
  await hands.sends(say('links.save'));
  await expect(page.getByText(say('sign_in.password_saved'))).toBeVisible();
  await expect(page.getByLabel(say('sign_in.identifier'))).toHaveValue(email);
  await person.check();
}

async function signsIn(person: Person, password: string): Promise<void> {
  const { hands, say, email } = person;
  await hands.types(say('sign_in.identifier'), email);
  await hands.types(say('sign_in.password'), password);
  await hands.sends(say('sign_in.submit'));
}

/** What leads to his account: a menu where there is room for one, a page on a phone. */
function account({ page, say, isOnPhone }: Person): Locator {
  return page.getByRole(isOnPhone ? 'link' : 'button', { name: say('account.title') });
}

async function signsOut(person: Person): Promise<void> {
  const { page, hands, say } = person;
  await hands.presses(account(person));
  await hands.presses(page.getByRole('button', { name: say('account.sign_out') }));
  await isAt(person, say('sign_in.title'));
}

async function isIn(person: Person): Promise<void> {
  await expect(person.page).not.toHaveURL(/sign-in/);
  await expect(account(person)).toBeVisible();
}

/** Sets an authenticator app up; gives its key and the recovery codes. */
async function setsUp(person: Person): Promise<{ key: string; codes: string[] }> {
  const { page, hands, say } = person;
  await isAt(person, say('second_factor.set_up_title'));
  const letters = page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/);
  const key = (await letters.innerText()).trim();
  await person.check();
  await hands.types(say('second_factor.code'), totp(key));
  await hands.sends(say('second_factor.go_on'));
  await isAt(person, say('recovery_codes.title'));
  await expect(page.getByRole('listitem')).toHaveCount(10);
  const codes = await page.getByRole('listitem').allInnerTexts();
  await person.check();
  await hands.presses(page.getByRole('checkbox', { name: say('recovery_codes.keep') }));
  await hands.presses(page.getByRole('button', { name: say('second_factor.go_on') }));
  return { key, codes };
}

/** Adds a passkey to his account, and comes in with that alone. */
async function comesWithPasskey(person: Person): Promise<void> {
  const { page, hands, say } = person;
  const device = await Authenticator.plugIn(page);
  await hands.presses(account(person));
  await hands.presses(page.getByRole('link', { name: say('security.title') }));
  const add = page.getByRole('button', { name: say('security.add_passkey') });
  await hands.presses(add);
  await hands.types(say('security.passkey_name'), 'Laptop');
  await person.check();
  await hands.sends(say('security.make_passkey'));
  await expect(add).toBeFocused();
  expect(await device.keys()).toBe(1);
  await page.goto('/');
  await signsOut(person);
  await hands.presses(page.getByRole('button', { name: say('sign_in.passkey') }));
  await isIn(person);
  await signsOut(person);
}

async function recovers(person: Person, code = ''): Promise<void> {
  const { page, hands, say } = person;
  await isAt(person, say('second_factor.title'));
  await hands.presses(page.getByRole('button', { name: say('second_factor.use_recovery') }));
  await hands.types(say('second_factor.recovery_code'), code);
  await person.check();
  await hands.sends(say('sign_in.submit'));
}

async function forgets(person: Person): Promise<void> {
  const { page, hands, say, email } = person;
  await page.goto('/sign-in');
  await hands.presses(page.getByRole('link', { name: say('sign_in.forgot') }));
  await hands.types(say('sign_in.identifier'), email);
  await person.check();
  await hands.sends(say('links.send'));
  await expect(page.getByRole('status')).toHaveText(say('links.sent_text'));
  await person.check();
}

async function goesTheWholeWay(person: Person, ada: WayIn, extension: string, post: MailServer): Promise<void> {
  const { page, hands, say, email } = person;
  await isInvited(person, ada, extension);
  const invitation = linkTo(await post.newest(email, 1), 'invite');
  await page.goto(invitation);
  await isAt(person, say('links.welcome'));
  await expect(page.getByText(email)).toBeVisible();
  await isToldOfBadPasswords(person);
  await choosesPassword(person, FIRST);

  await signsIn(person, FIRST);
  const { key, codes } = await setsUp(person);
  await isIn(person);
  await expect(page).toHaveURL(/\/$/);
  await isAt(person, say('calls.recent'));
  await person.check();
  await signsOut(person);

  await signsIn(person, FIRST);
  await isAt(person, say('second_factor.title'));
  await person.check();
  await hands.types(say('second_factor.code'), totp(key, 1));
  await hands.sends(say('sign_in.submit'));
  await isIn(person);
  await signsOut(person);
  await signsIn(person, FIRST);
  await recovers(person, codes[0]);
  await isIn(person);
  await comesWithPasskey(person);

  await page.goto(invitation);
  await isAt(person, say('links.used'));
  await person.check();
  await hands.presses(page.getByRole('link', { name: say('links.to_sign_in') }));
  await isAt(person, say('sign_in.title'));

  // Forgotten, and asked for twice.
  const before = post.to(email).length;
  await forgets(person);
  const older = linkTo(await post.newest(email, before + 1), 'reset');
  await forgets(person);
  const newer = linkTo(await post.newest(email, before + 2), 'reset');
  await page.goto(older);
  await isAt(person, say('links.replaced'));
  await expect(page.getByText(say('links.reset_replaced'))).toBeVisible();
  await person.check();
  await hands.presses(page.getByRole('link', { name: say('links.ask_again') }));
  await isAt(person, say('links.forgot'));
  await page.goto(newer);
  await isAt(person, say('password.title'));
  await person.check();
  await choosesPassword(person, SECOND);
  await signsIn(person, SECOND);
  // A forgotten password opens nothing without the second step.
  await recovers(person, codes[1]);
  await isIn(person);
  await page.goto(newer);
  await isAt(person, say('links.used'));
  await person.check();
  await hands.presses(page.getByRole('link', { name: say('links.ask_again') }));
  await isAt(person, say('links.forgot'));
}

function nina(page: Page, language: Language, hands: Hands, a11y: { check(): Promise<void> }): Person {
  return {
    page,
    hands,
    say: wordsIn(language),
    email: `nina.${language}@elsewhere.test`,
    language,
    isOnPhone: (page.viewportSize()?.width ?? 0) < 600,
    check: () => a11y.check(),
  };
}

test('an administrator invites somebody, who comes in, and comes in again after forgetting the password', async ({
  ada,
  post,
  page,
  a11y,
}) => {
  test.setTimeout(150_000);
  const person = nina(page, 'en', new Mouse(page), a11y);
  await goesTheWholeWay(person, ada, '201', post);
});

test.describe('in Dutch, on a phone, by keyboard alone', () => {
  test.use({ locale: 'nl-NL', viewport: { width: 360, height: 740 } });

  test('an administrator invites somebody, who comes in, and comes in again after forgetting the password', async ({
    ada,
    post,
    page,
    a11y,
  }) => {
    test.setTimeout(150_000);
    const person = nina(page, 'nl', new Keyboard(page), a11y);
    await goesTheWholeWay(person, ada, '202', post);
  });
});
