import { expect, type Locator, type Page } from '@playwright/test';

/** How somebody uses a page. */
export interface Hands {
  /** A button, a link, or a box to tick. */
  presses(target: Locator): Promise<void>;
  types(label: string, text: string): Promise<void>;
  /** Sends the form that he is in. */
  sends(button: string): Promise<void>;
}

/** Elements that the focus may pass on a page before somebody says that it cannot be reached. */
const MOST = 80;

/** With a mouse, and keys for letters. */
export class Mouse implements Hands {
  constructor(private readonly page: Page) {}

  async presses(target: Locator): Promise<void> {
    await target.click();
  }

  async types(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  async sends(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }
}

/** With the keyboard alone: what Tab does not reach is not there. */
export class Keyboard implements Hands {
  constructor(private readonly page: Page) {}

  async presses(target: Locator): Promise<void> {
    await this.reaches(target);
    const isBox = await target.evaluate((element) => element.matches('[type=checkbox]'));
    await this.page.keyboard.press(isBox ? 'Space' : 'Enter');
  }

  async types(label: string, text: string): Promise<void> {
    await this.reaches(this.page.getByLabel(label, { exact: true }));
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  async sends(): Promise<void> {
    await this.page.keyboard.press('Enter');
  }

  /** Moves the focus on until it is there; a field that is drawn by something else is seen there. */
  async reaches(target: Locator, seen = target): Promise<void> {
    // What comes late may take the focus when it comes.
    await expect(target).toBeVisible();
    for (let step = 0; step < MOST; step++) {
      if (await target.evaluate((element) => element === document.activeElement)) {
        await expect(seen).toBeInViewport();
        return;
      }
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${String(target)}`);
  }
}
