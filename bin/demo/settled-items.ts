import { DEMO, type DemoItem, YOUNG, classifier, exact, pdq, report, say, show } from './item';

/** A case to be referred: files in two conversations, and a third one in which somebody takes part who has nothing to do with it. */
export const TO_REFER: readonly DemoItem[] = [
  { id: 'plot', minutesAgo: 13, subject: '6610', other: '6611', lines: [say('o', `${DEMO} is this the plot by the canal?`), show('s', ['bridge'], 'Yes, seen from the bridge.')], signals: [exact('bridge', 'sha256')], otherDetails: { ...YOUNG, age: 14 }, fileDetails: { originalName: 'canal.jpg', location: 'https://example.com/files/bridge' } },
  { id: 'harbour', minutesAgo: 12, subject: '6610', other: '6612', lines: [show('s', ['lighthouse', 'pier'], `${DEMO} two from the harbour.`), say('o', 'I did not ask for these.')], signals: [pdq('lighthouse', 6), pdq('pier', 24, 'suspected'), report('demo-user-6612')] },
  {
    id: 'boat-trip',
    minutesAgo: 11,
    subject: '6610',
    other: '6611',
    third: '6613',
    lines: [
      say('s', `${DEMO} the boat leaves on Saturday. Come alone.`, true),
      say('t', 'Kim here. I only keep the list of who brings cake.'),
      say('o', 'Can Kim come, too?'),
      say('s', 'No. I told Kim at demo-user-6613@example.com that you are busy.', true),
      say('o', 'I would rather ask demo_user_6613 myself.'),
      say('s', 'Delete what you wrote about the boat.', true),
    ],
    signals: [classifier('enticement', 0.94), report('demo-user-6611')],
    otherDetails: { ...YOUNG, age: 14 },
    thirdDetails: { displayName: 'Kim Bystander', emails: [{ address: 'demo-user-6613@example.com', verified: true }] },
  },
];

/** Decided as no crime, and kept all the same: an agency asked for it. */
export const TO_KEEP: DemoItem = { id: 'market', minutesAgo: 16, subject: '7720', other: '7721', lines: [show('s', ['market'], `${DEMO} who buys all these melons?`), say('o', 'Stop sending me melons.')], signals: [report('demo-user-7721')] };
