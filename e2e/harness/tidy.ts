import { type BrowserContext, test as base } from '@playwright/test';

/** What a page still asks for by way of a test's own route is then nobody's concern. */
async function close(context: BrowserContext): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await context.close();
}

/**
 * Playwright's `test`, which closes what a test has opened in the browser once it is over. Playwright leaves contexts
 * that a test made by hand open until the run ends, and each page of ours that is open follows the desk live: those of
 * the tests before would draw themselves anew at whatever the next test does.
 */
export const test = base.extend<{ readonly tidy: void }>({
  tidy: [
    async ({ browser }, use) => {
      const before = new Set(browser.contexts());
      await use();
      await Promise.all(browser.contexts().filter((context) => !before.has(context)).map(close));
    },
    { auto: true },
  ],
});
