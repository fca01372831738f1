import { expect, test } from 'vitest';
import { type RouteFacts, choose } from './choose';
import { loadRules } from './load-rules';
import type { Rule } from './rules';

const facts = (more: Partial<RouteFacts> = {}): RouteFacts => ({
  provider: 'US',
  isTest: true,
  outcomes: ['apparent_csam'],
  isDangerNow: false,
  users: [],
  has: { text: true, files: true, addresses: false },
  reportedTo: [],
  ...more,
});
const rest: Rule = { name: 'rest', otherwise: true, to: ['ncmec'], because: 'for the rest' };
const rule = (when: Rule['when'], ...to: string[]): Rule => ({ name: to.join(), when, to, because: `because of ${to.join()}` });
const goesTo = (rules: readonly Rule[], more?: Partial<RouteFacts>) => choose(rules, facts(more)).routes.map(({ hotline }) => hotline);
const whyNot = (rules: readonly Rule[], hotline: string, more?: Partial<RouteFacts>) => choose(rules, facts(more)).leftOut.find((each) => each.hotline === hotline)?.reason;

test.each([
  ['US', ['ncmec']],
  ['GB', ['uk-nca']],
  ['DE', ['ncmec']],
])('by the rules that come with the desk a provider in %s reports to %j, as a test and for real alike', (provider, expected) => {
  for (const isTest of [true, false]) expect(goesTo(loadRules(undefined), { provider, isTest })).toEqual(expected);
});

test('a route says its channel and its reason, and what was left out says why', () => {
  expect(choose(loadRules(undefined), facts())).toEqual({
    routes: [{ hotline: 'ncmec', name: 'NCMEC CyberTipline', channel: 'api', reason: 'The provider is in the United States and reports to NCMEC (18 USC 2258A).' }],
    leftOut: [{ hotline: 'uk-nca', name: 'National Crime Agency', reason: 'It is for providers in GB; this one is in US.' }],
  });
});

test.each<[string, Rule['when'], Partial<RouteFacts>, Partial<RouteFacts>]>([
  ['where the provider is', { provider: ['AU', 'NZ'] }, { provider: 'NZ' }, { provider: 'US' }],
  ['where anybody in the conversation is', { users: ['DE'] }, { users: ['US', 'DE'] }, { users: ['US'] }],
  ['the outcome', { outcome: ['enticement'] }, { outcomes: ['apparent_csam', 'enticement'] }, { outcomes: ['apparent_csam'] }],
  ['a danger now', { dangerNow: true }, { isDangerNow: true }, { isDangerNow: false }],
  ['no danger now', { dangerNow: false }, { isDangerNow: false }, { isDangerNow: true }],
  ['being a test', { test: true }, { isTest: true }, { isTest: false }],
  ['being real', { test: false }, { isTest: false }, { isTest: true }],
  ['all of several', { provider: ['US'], users: ['GB'] }, { users: ['GB'] }, { provider: 'GB', users: ['GB'] }],
])('a rule can ask for %s', (_what, when, yes, no) => {
  const rules = [rule(when, 'gateway'), rest];
  expect([goesTo(rules, yes), goesTo(rules, no)]).toEqual([['gateway'], ['ncmec']]);
  expect(whyNot(rules, 'gateway', no)).toMatch(/^It is .+\.$/);
});

test('all rules that apply count, each hotline once with the first reason, and the rest is for when none does', () => {
  const rules = [rule({}, 'gateway'), rule({}, 'ncmec', 'gateway'), rest];
  expect(choose(rules, facts()).routes.map(({ hotline, reason }) => [hotline, reason])).toEqual([['gateway', 'because of gateway'], ['ncmec', 'because of ncmec,gateway']]);
});

test('the NCA never gets what NCMEC gets by the same rules, in whatever order they stand', () => {
  for (const rules of [[rule({}, 'uk-nca'), rule({}, 'ncmec'), rest], [rule({}, 'ncmec', 'uk-nca'), rest]]) {
    expect(goesTo(rules)).toEqual(['ncmec']);
    expect(whyNot(rules, 'uk-nca')).toMatch(/section 70/);
  }
});

test('the NCA never gets what NCMEC has already', () => {
  const rules = [rule({ provider: ['GB'] }, 'uk-nca'), rest];
  expect(goesTo(rules, { provider: 'GB', reportedTo: ['ncmec'] })).toEqual([]);
  expect(goesTo(rules, { provider: 'GB', reportedTo: ['iwf', 'uk-nca'] })).toEqual(['uk-nca']);
});

test('an authority that takes addresses only is left out of what has none, and the rest then applies', () => {
  const rules = [rule({}, 'iwf'), rest];
  expect([goesTo(rules), goesTo(rules, { has: { text: false, files: true, addresses: true } })]).toEqual([['ncmec'], ['iwf']]);
  expect(whyNot(rules, 'iwf')).toBe('It takes addresses only, and this content has none.');
});
