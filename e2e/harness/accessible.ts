import AxeBuilder from '@axe-core/playwright';
import { type Page, expect } from '@playwright/test';

const THEMES = ['dim', 'paper'] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Has axe look at the page as it stands, in both themes, and expects nothing serious. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const theme of THEMES) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    // Colours change over a moment even so; axe must not measure the way between.
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
    // In the page itself: without frames of other sites it sees the same there as by way of a blank page for each look.
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(RULES).setLegacyMode();
    const { violations } = await axe.analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${where}, ${theme}: ${id} at ${nodes[0]?.target.join(' ') ?? ''}`)).toEqual([]);
  }
}
