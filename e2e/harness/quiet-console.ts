import { type Browser, type BrowserContext, expect } from '@playwright/test';
import { test as base } from './tidy';

interface Quiet {
  /** What a test brings about on purpose; nothing else may be said. */
  readonly tolerated: readonly RegExp[];
  readonly quiet: void;
}

async function listenTo(context: BrowserContext, noise: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') noise.push(`${message.page()?.url() ?? ''} ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => noise.push(`${error.page()?.url() ?? ''} uncaught: ${error.error().message}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`policy violated: ${effectiveDirective} by ${blockedURI} ${sample}`);
    });
  });
}

/**
 * Playwright's `test`, failing when a page of any context that it opens has something to complain of: an error or a
 * warning on the console, an exception that nobody caught, or anything that the page's policy stopped.
 */
export const test = base.extend<Quiet>({
  tolerated: [[], { option: true }],
  quiet: [
    async ({ browser, tolerated }, use) => {
      const noise: string[] = [];
      const open = browser.newContext.bind(browser);
      const listening: Browser['newContext'] = async (options) => {
        const context = await open(options);
        await listenTo(context, noise);
        return context;
      };
      browser.newContext = listening;
      await use();
      browser.newContext = open;
      expect(noise.filter((line) => !tolerated.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
});
