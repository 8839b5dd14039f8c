import { Panel } from '../panel.ts';
import { MediaServer } from './media-server.ts';
import { freePort } from './processes.ts';
import { MEDIA, test as settings } from './settings.ts';

export * from './settings.ts';

/** Panel, engine and media server as they run for customers: nothing of them is played. */
export const test = settings.extend<object, { agentPort: number; callControl: string; server: MediaServer }>({
  agentPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  /** Host and port at which the media server reaches the panel. */
  callControl: [async ({ panel }, use) => use(panel.callControl), { scope: 'worker' }],
  panel: [
    async ({ agentPort }, use) => {
      const panel = await Panel.prepare({ media: MEDIA, agent: `http://127.0.0.1:${agentPort}` });
      await use(panel);
      await panel.close();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ panel, callControl, engine, agentPort }, use) => {
      const server = await MediaServer.start({
        panel: callControl,
        secret: panel.secret,
        folder: panel.folder,
        ip: MEDIA.slice(0, MEDIA.indexOf(':')),
        engine: engine.ip,
        port: agentPort,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});
