import { describe, expect, test } from 'vitest';
import { approvalWords, contentsWords, reportLabel, routeWords } from './plan-words';

const ncmec = { hotline: 'ncmec', name: 'NCMEC CyberTipline', channel: 'api', reason: 'A reason.', approval: null } as const;
const iwf = { hotline: 'iwf', name: 'Internet Watch Foundation', channel: 'portal', reason: 'Another.', approval: 'This is new.' } as const;

describe('the button', () => {
  test.each([
    [[ncmec], true, 'Report to NCMEC (sandbox)'],
    [[ncmec], false, 'Report to NCMEC'],
    [[iwf], false, 'Prepare the report to Internet Watch Foundation'],
    [[ncmec, iwf], true, 'Report to NCMEC and Internet Watch Foundation (test)'],
    [[ncmec, iwf, iwf], false, 'Report to 3 authorities'],
    [[], false, 'Report'],
  ] as const)('names the authorities, and test mode', (routes, isTest, label) => {
    expect(reportLabel(routes, isTest)).toBe(label);
  });
});

test('what is sent is counted as the ledger has it, and text alone is called that', () => {
  expect(contentsWords({ items: 1, files: 2, filesViewed: 1, messages: 3 })).toBe('This item: 2 files, 1 of them viewed entirely, and 3 messages.');
  expect(contentsWords({ items: 1, files: 1, filesViewed: 0, messages: 1 })).toBe('This item: 1 file, not viewed entirely, and 1 message.');
  expect(contentsWords({ items: 3, files: 4, filesViewed: 0, messages: 9 })).toBe('3 items: 4 files, none of them viewed entirely, and their messages.');
  expect(contentsWords({ items: 1, files: 0, filesViewed: 0, messages: 2 })).toBe('This item: no files, and 2 messages.');
});

test('a route says how it leaves the desk, and that it is a test where it is one', () => {
  expect(routeWords(ncmec, true)).toBe('NCMEC CyberTipline, filed by the desk as a test.');
  expect(routeWords(iwf, false)).toBe('Internet Watch Foundation, prepared here for you to hand in on its form.');
});

test('a second person is announced with the reason, and for the hotline that asks for one', () => {
  expect(approvalWords({ routes: [ncmec] })).toBe('Nobody else has to agree first.');
  expect(approvalWords({ routes: [iwf] })).toBe('A second person agrees first. This is new.');
  expect(approvalWords({ routes: [ncmec, iwf] })).toBe('A second person agrees to the report to Internet Watch Foundation first. This is new.');
});
