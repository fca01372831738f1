import { DEMO, type DemoItem, YOUNG, classifier, exact, pdq, report, say, show } from './item';
import { TO_KEEP, TO_REFER } from './settled-items';

/** Invented, like everything here: addresses of documentation, telephone numbers of films. */
const GARDENER = {
  firstName: 'Robin',
  lastName: 'Example',
  age: 41,
  phones: [{ number: '5550141', type: 'Mobile', verified: true, countryCallingCode: '+1' }],
  addresses: [{ city: 'Springfield', state: 'IL', country: 'US', type: 'Billing' }],
  devices: [{ idType: 'Advertising ID', idValue: '00000000-0000-4000-8000-000000001041', event: 'Login' }],
  estimatedLocation: { city: 'Springfield', region: 'Illinois', countryCode: 'US', verified: false },
  associated: [{ relation: 'Linked', externalId: 'demo-user-1042', screenName: 'demo_user_1042', additionalInfo: 'Signed in from the same device.' }],
  allEmailsReported: true,
};

const WAITING: readonly DemoItem[] = [
  { id: 'exact', minutesAgo: 12, subject: '1041', other: '3310', lines: [say('o', `${DEMO} did the bulbs arrive?`), show('s', ['vase'], 'They did. Look at these.')], signals: [exact('vase', 'sha256')], subjectDetails: GARDENER, fileDetails: { originalName: 'bulbs.png', location: 'https://example.com/files/vase' } },
  { id: 'near', minutesAgo: 31, subject: '2207', other: '3911', lines: [say('s', `${DEMO} which lake was it?`), show('s', ['lake']), say('o', 'The one behind the station.')], signals: [pdq('lake', 4)] },
  { id: 'danger', minutesAgo: 4, subject: '5128', other: '5127', hint: 'imminent', lines: [say('s', `${DEMO} are you at the allotment alone?`, true), say('o', 'My aunt is here.'), say('s', 'Come to the gate on Sunday.', true), say('o', 'I would have to ask.'), say('s', 'Better not to ask.', true), say('o', 'Hm.')], signals: [classifier('enticement', 0.97)], otherDetails: YOUNG, more: { incidents: [{ kind: 'game', name: 'Example Garden', console: 'Telephone', content: `${DEMO} they first spoke here.` }] } },
  { id: 'two-files', minutesAgo: 55, subject: '4415', other: '4416', lines: [show('s', ['hills', 'dunes'], `${DEMO} two walks, same week.`), say('o', 'Which was longer?')], signals: [pdq('hills', 18), pdq('dunes', 27, 'suspected')] },
  { id: 'reported', minutesAgo: 82, subject: '6010', other: '6011', lines: [show('s', ['fruit']), say('o', `${DEMO} please do not send me more of these.`)], signals: [report('demo-user-6011')] },
  { id: 'scores', minutesAgo: 96, subject: '7302', other: '7303', lines: [show('s', ['orchard', 'allotment', 'cactus'], `${DEMO} three beds, three years.`)], signals: [{ ...classifier('nudity', 0.91), detector: 'image-v4' }] },
  { id: 'same-account', minutesAgo: 9, subject: '1041', other: '8120', lines: [show('s', ['vase'], `${DEMO} and again the vase.`), say('o', 'I have seen it.')], signals: [report('demo-user-8120'), exact('vase', 'sha256')] },
  { id: 'pressure', minutesAgo: 22, subject: '9054', other: '9055', hint: 'high', lines: [say('s', `${DEMO} I still have the seed list you sent.`, true), say('o', 'I asked you to delete it.'), say('s', 'Send two bags of compost first.', true), say('o', 'That is unkind.'), say('s', 'By Friday.', true)], signals: [classifier('sextortion', 0.93), report('demo-user-9055')], subjectDetails: { temporarilyDisabled: { isDisabled: true, userNotified: false } }, otherDetails: { ...YOUNG, age: 15 }, more: { lawEnforcement: { agency: 'Example County Sheriff', caseNumber: 'EX-9054', isReported: true } } },
  { id: 'unknown-kind', minutesAgo: 140, subject: '1177', other: '1178', lines: [show('s', ['weave'], `${DEMO} a blanket, half done.`)], signals: [{ kind: 'behaviour_anomaly', detector: 'graph-v1', label: 'many_new_contacts', score: 0.74 }] },
  { id: 'photodna', minutesAgo: 47, subject: '2650', other: '2651', encryption: 'none', lines: [show('s', ['sailing']), say('o', `${DEMO} is that your boat?`), say('s', 'My brother’s.')], signals: [{ kind: 'hash_match', detector: 'photodna', algorithm: 'photodna', list: 'industry', file: 'sailing' }] },
  { id: 'notice', minutesAgo: 63, subject: '3381', other: '3382', lines: [show('s', ['skyline'], `${DEMO} the view from the roof garden.`)], signals: [{ kind: 'hotline_notice', detector: 'notice', reason: 'known_file' }, exact('skyline', 'sha1', 'hotline')] },
  { id: 'flagger', minutesAgo: 118, subject: '4720', other: '4721', lines: [show('s', ['circles'], `${DEMO} what I painted in class.`)], signals: [{ kind: 'trusted_flagger', detector: 'flagger-network', reason: 'child_safety' }] },
  { id: 'drill', minutesAgo: 17, subject: '9999', other: '9998', lines: [show('s', ['cactus'], `${DEMO} a drill, with a vendor’s test hash.`)], signals: [{ ...exact('cactus', 'md5', 'vendor test'), test: true }] },
  { id: 'repeat', minutesAgo: 70, subject: '8843', other: '8844', lines: [say('o', `${DEMO} where did you find it?`), show('s', ['lake'], 'In an old album.')], signals: [pdq('lake', 0), { ...classifier('nudity', 0.62), detector: 'image-v4' }] },
];

/** Every conversation is about gardens and boats, and every picture is drawn by code. */
export const DEMO_ITEMS: readonly DemoItem[] = [...WAITING, ...TO_REFER, TO_KEEP];
