import { chromium } from 'playwright';
const [,, ...args] = process.argv;
const user = process.env.U ?? 'k.vos';
const base = process.env.B ?? 'http://localhost:8181';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const ctx = await b.newContext({ viewport: { width: 1400, height: 900 } });
const page = await ctx.newPage();
page.on('pageerror', e => console.log('ERR', e.message)); page.on('console', m => m.type()==='error' && console.log('CON', m.text()));
await page.goto(base + '/sign-in');
await page.locator('#identifier').fill(user); await page.locator('#password').fill('Belroute-demo-1'); await page.keyboard.press('Enter');
await page.waitForURL(u => !u.pathname.startsWith('/sign-in'));
for (const a of args) {
  const [path, name, ...opts] = a.split('|');
  await page.goto(base + path); await page.waitForTimeout(1500);
  for (const lang of ['nl','en']) {
    await ctx.request.put(base + '/v1/account', { headers: {'X-Belroute':'1'}, data: { language: lang } });
    for (const theme of ['light','dark']) {
      if (lang === 'en' && theme === 'light' && !opts.includes('all')) continue;
      if (lang === 'nl' && theme === 'dark' && !opts.includes('all')) continue;
      await page.emulateMedia({ colorScheme: theme });
      for (const w of [1400, 900, 360]) {
        await page.setViewportSize({ width: w, height: w === 360 ? 780 : 900 });
        await page.reload(); await page.waitForTimeout(1200);
        await page.screenshot({ path: `/tmp/shots/${name}-${lang}-${theme}-${w}.png`, fullPage: true });
      }
    }
  }
}
await b.close();
