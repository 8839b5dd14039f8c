import { randomUUID } from 'node:crypto';

import { expect } from '@playwright/test';

import type { Panel } from './panel.ts';

/** A call that only its events tell of, posted as the engine would. */
export class MadeUpCall {
  private readonly id = `${randomUUID()}@made-up.test`;

  constructor(
    private readonly panel: Panel,
    private readonly from: string,
    private readonly to: string,
    /** The address that rings. */
    private readonly target: string = to,
  ) {}

  /** From a number outside to a direct number of somebody with this extension. */
  static toAnna(panel: Panel, number: string): MadeUpCall {
    const from = `sip:${number}@trunk.test`;
    return new MadeUpCall(panel, from, 'sip:+442079460041@pbx.test', 'sip:2041@pbx.test');
  }

  /** Of somebody outside; what is decided about it is known to the events. */
  async isAskedAbout(): Promise<void> {
    const answer = await this.panel.engine('route', {
      version: 1,
      sip_call_id: this.id,
      node: '127.0.0.10',
      from: { uri: this.from, display: '', origin: 'trunk', anonymous: false },
      to: { uri: this.to, active_calls: 0, registered: true },
    });
    expect(answer.ok).toBe(true);
  }

  rings(secondsAgo = 0): Promise<void> {
    return this.post({ event: 'ringing', target: this.target, contact: this.contact }, secondsAgo);
  }

  isAnswered(secondsAgo = 0): Promise<void> {
    return this.post({ event: 'answered', target: this.target, contact: this.contact }, secondsAgo);
  }

  ends(outcome: string, secondsAgo = 0): Promise<void> {
    return this.post({ event: 'ended', outcome }, secondsAgo);
  }

  private get contact(): string {
    return contactOf(this.target);
  }

  private post(event: object, secondsAgo: number): Promise<void> {
    const { from, to, id } = this;
    return post(this.panel, { sip_call_id: id, from, to, ...event }, secondsAgo);
  }
}

/** The desk phone of somebody in the demo is there. */
export function registers(panel: Panel, extension: string): Promise<void> {
  const aor = `sip:${extension}@pbx.test`;
  const username = `demo-${extension}-desk`;
  const event = { event: 'registered', aor, contact: contactOf(aor), username, expires: 3600 };
  return post(panel, event, 0);
}

function contactOf(address: string): string {
  return `${address.replace(/@.*$/, '')}@127.0.0.31:5060`;
}

async function post(panel: Panel, event: object, secondsAgo: number): Promise<void> {
  const at = ((Date.now() - secondsAgo * 1_000) / 1_000).toFixed(6);
  const answer = await panel.engine('events', { version: 1, node: '127.0.0.10', at, ...event });
  expect(answer.ok).toBe(true);
}
