import { defineConfig } from '@playwright/test';

// Pictures are taken only when that project is asked for by name: they are files that are kept in
// the repository. The workers of the test runner do not see its command line, but its environment.
if (process.argv.some((argument) => argument.includes('screenshots'))) {
  process.env['BELROUTE_SCREENSHOTS'] = 'yes';
}

/**
 * One worker: the SIP tests share one engine and a handful of loopback addresses, and the panel
 * under test is one server with one database.
 */
export default defineConfig({
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: process.env['CI'] ? [['list'], ['html', { open: 'never' }]] : [['list']],
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    // What pages ask goes to the server, where tests look at it; offline.spec.ts lets it be kept.
    serviceWorkers: 'block',
    // What nobody will open is not recorded: that takes a good part of the time.
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['BELROUTE_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-gpu',
        // A microphone that beeps once a second; pages still have to be let use it.
        '--use-fake-device-for-media-stream',
      ],
    },
  },
  projects: [
    { name: 'browser', testDir: 'tests', testIgnore: ['sip/**', 'sdk/**'] },
    { name: 'sip', testDir: 'tests/sip' },
    { name: 'sdk', testDir: 'tests/sdk' },
    ...(process.env['BELROUTE_SCREENSHOTS']
      ? [{ name: 'screenshots', testDir: '.', testMatch: 'screenshots.ts' }]
      : []),
  ],
});
