import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test';

/** Where the API has the schedules of a user. */
export const OWN = '/v1/telephony/config/people/me/schedules';
/** Where it has those of the company, for administrators. */
export const COMPANY = '/v1/company/schedules';

/** A whole day, as the API has it. */
export function dayOff(name: string, date: string) {
  return { name, startDate: date, endDate: date, allDayEnabled: true };
}

/** Makes a schedule in one of the two lists; gives its id. */
export async function makeSchedule(
  api: APIRequestContext,
  list: string,
  schedule: { name: string; type: 'businessHours' | 'holidays'; events: unknown[] },
): Promise<string> {
  const answer = await api.post(list, { data: schedule });
  expect(answer.status()).toBe(201);
  return (await answer.json()).id;
}

/** The days of the week that a page shows, with what is said beside each. */
export function days(page: Page): Locator {
  return page.getByRole('region', { name: /^Week \d+/ }).getByRole('listitem');
}

/** One of the times of a schedule, by the beginning of its name. */
export function time(page: Page, name: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${name}`) });
}
