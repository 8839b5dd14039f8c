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

  rings(): Promise<void> {
    return this.post({ event: 'ringing', target: this.target, contact: this.contact });
  }

  isAnswered(): Promise<void> {
    return this.post({ event: 'answered', target: this.target, contact: this.contact });
  }

  ends(outcome: string): Promise<void> {
    return this.post({ event: 'ended', outcome });
  }

  private get contact(): string {
    return `${this.target.replace(/@.*$/, '')}@127.0.0.31:5060`;
  }

  private async post(event: object): Promise<void> {
    const now = Date.now();
    const at = `${Math.floor(now / 1_000)}.${String(now % 1_000).padStart(3, '0')}000`;
    const { from, to, id } = this;
    const answer = await this.panel.engine('events', {
      ...{ version: 1, node: '127.0.0.10', sip_call_id: id, at, from, to },
      ...event,
    });
    expect(answer.ok).toBe(true);
  }
}
