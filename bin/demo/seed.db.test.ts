import { expect, test } from 'vitest';
import { drawKey } from '@/lib/access';
import { db } from '@/lib/db';
import { testDatabase } from '@/lib/db/testing';
import { statementOf } from '@/lib/intake';
import { seedDemo } from '../seed';
import { DEMO_ITEMS } from './items';

testDatabase();
const access = { password: 'beans-peas-corn', apiKey: drawKey() };

test('the demo loads once: people of every role, items of every kind, and the second time nothing', async () => {
  expect(await seedDemo(access)).toBe(true);
  const items = await db().item.findMany({ include: { case: true, signals: true, media: true } });
  expect(items).toHaveLength(DEMO_ITEMS.length);
  expect(await db().person.count({ where: { isDemo: false } })).toBe(0);
  expect((await db().person.findMany()).map(({ pseudonym }) => pseudonym).sort()).toEqual(['AD-01', 'AU-01', 'LI-01', 'MO-01', 'MO-02', 'SU-01']);

  const of = (id: string) => items.find(({ externalId }) => externalId === `demo-${id}`)!;
  expect(of('same-account').caseId).toBe(of('exact').caseId);
  expect(of('repeat').media[0]!.mediaId).toBe(of('near').media[0]!.mediaId);
  expect(items.filter(({ media }) => media.length === 0).map(({ externalId }) => externalId).sort()).toEqual(['demo-danger', 'demo-pressure']);
  expect(items.filter(({ isTest }) => isTest).map(({ externalId }) => externalId)).toEqual(['demo-drill']);
  expect(new Set(items.map(({ severity }) => severity))).toEqual(new Set(['imminent', 'high', 'standard']));
  expect(items.flatMap(({ signals }) => signals).filter(({ isKnown }) => !isKnown).map(({ kind }) => kind)).toEqual(['behaviour_anomaly']);
  expect([...items].sort((a, b) => a.urgency - b.urgency)[0]!.externalId).toBe('demo-danger');

  // What the demo says beyond the columns is of the form that reports are filled from.
  expect([...statementOf(of('danger')).accounts.values()].map(({ isVictim }) => isVictim)).toEqual([false, true]);
  expect(statementOf(of('danger')).incidents).toMatchObject([{ kind: 'game' }]);
  expect(statementOf(of('pressure')).lawEnforcement).toMatchObject({ caseNumber: 'EX-9054' });
  expect(statementOf(of('exact')).accounts.get('demo-user-1041')?.details).toMatchObject({ lastName: 'Example', associated: [{ relation: 'Linked' }] });
  expect([...statementOf(of('exact')).files.values()]).toMatchObject([{ originalName: 'bulbs.png' }]);

  const events = await db().auditEvent.count();
  expect(await seedDemo(access)).toBe(false);
  expect(await db().auditEvent.count()).toBe(events);
});

test('a run that was cut short before its people is taken up again', async () => {
  await db().person.deleteMany();
  expect(await seedDemo(access)).toBe(true);
  expect(await db().item.count()).toBe(DEMO_ITEMS.length);
  expect(await db().person.count()).toBe(6);
});
