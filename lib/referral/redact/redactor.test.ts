import { expect, test } from 'vitest';
import type { Person } from './person';
import { type Found, redactorOf } from './redactor';
import type { Where } from './schema';

const THIRD: Person = {
  accountId: 'third',
  name: 'A4',
  identifiers: [
    { kind: 'id', text: 'user-4' },
    { kind: 'screen', text: 'mike_smith' },
    { kind: 'display', text: 'Zoë Žižková' },
    { kind: 'url', text: 'https://www.example.com/u/园丁/' },
    { kind: 'email', text: 'mike.smith@mail.example.com' },
    { kind: 'ip', text: '198.51.100.7' },
    { kind: 'ip', text: '2001:DB8::17' },
    { kind: 'phone', text: '+49 151 5550 100' },
  ],
};
const SUBJECT: Person = {
  accountId: 'subject',
  name: 'A1',
  identifiers: [{ kind: 'id', text: 'user-47' }, { kind: 'screen', text: 'anna_mike_smith' }, { kind: 'email', text: 'xmike.smith@mail.example.com' }, { kind: 'ip', text: '203.0.113.9' }],
};

const redactor = redactorOf({ persons: [THIRD], others: [SUBJECT], phrases: ['the blue van', 'Straße 5'], choices: [] });
const PERSON = '[person A4]';
const MAIL = '[e-mail address of A4]';
const IP = '[IP address of A4]';
const PAGE = '[profile page of A4]';
const PHONE = '[telephone number of A4]';

test.each([
  ['hi mike_smith!', `hi ${PERSON}!`],
  ['hi MIKE_SMITH and @Mike_Smith', `hi ${PERSON} and @${PERSON}`],
  ['hi ｍｉｋｅ＿ｓｍｉｔｈ', `hi ${PERSON}`],
  ['hi 𝗺𝗶𝗸𝗲_𝘀𝗺𝗶𝘁𝗵', `hi ${PERSON}`],
  ['hi mi\u200bke\u00ad_smi\u2060th', `hi ${PERSON}`],
  ['hi mіkе_ѕmith', `hi ${PERSON}`],
  ['hi \u202emike_smith\u202c', `hi \u202e${PERSON}\u202c`],
  ['mike_smith’s and mike_smiths', `${PERSON}’s and ${PERSON}s`],
  ['我叫mike_smith你好', `我叫${PERSON}你好`],
  ['Zoe\u0308 Z\u030ciz\u030ckova\u0301', PERSON],
  ['zoe zizkova, ZOË\nŽIŽKOVÁ', `${PERSON}, ${PERSON}`],
  ['user-4 and USER‑4', `${PERSON} and ${PERSON}`],
  ['mike.smith@mail.example.com', MAIL],
  ['<MIKE.Smith＠mail．example．com>', `<${MAIL}>`],
  ['mailto:mike.smith%40mail.example.com?x', `mailto:${MAIL}?x`],
  ['mike.smith (at) mail (dot) example (dot) com', MAIL],
  ['mike.smith[at]mail[dot]example[dot]com', MAIL],
  ['mike dot smith at mail dot example dot com', MAIL],
  ['mike punkt smith ät mail punkt example punkt com', MAIL],
  ['mike точка smith собака mail точка example точка com', MAIL],
  ['mike . smith @ mail . example . com', MAIL],
  ['m i k e . s m i t h @ m a i l . e x a m p l e . c o m', MAIL],
  ['mike.smith{at}mail。example。com', MAIL],
  ['mike.smith+shop@mail.example.com', MAIL],
  ['mike\u200b.smith@mail.example.com', MAIL],
  ['from 198.51.100.7:443', `from ${IP}:443`],
  ['198.051.100.007', IP],
  ['198[.]51[.]100[.]7', IP],
  ['198 dot 51 dot 100 dot 7', IP],
  ['１９８．５１．１００．７', IP],
  ['١٩٨.٥١.١٠٠.٧', IP],
  ['::ffff:198.51.100.7', IP],
  ['::ffff:c633:6407', IP],
  ['[2001:db8::17]:443, ip:2001:0DB8:0:0:0:0:0:0017.', `[${IP}]:443, ip:${IP}.`],
  ['https://example.com/u/园丁', PAGE],
  ['see www.example.com/u/%E5%9B%AD%E4%B8%81/ now', `see ${PAGE} now`],
  ['EXAMPLE.com/u/园丁?x=1', `${PAGE}?x=1`],
  ['+49 (151) 55-50-100, 004915155501 00', `${PHONE}, ${PHONE}`],
  ['In THE  blue\nvan, Strasse 5', 'In [redacted], [redacted]'],
])('%j', (text, expected) => {
  expect(redactor.redact(text)).toBe(expected);
});

const WELL_HIDDEN: Person = {
  accountId: 'hidden',
  name: 'A4',
  identifiers: [
    { kind: 'id', text: 'user:anna' },
    { kind: 'screen', text: 'anna_99' },
    { kind: 'display', text: 'Anna Müller' },
    { kind: 'display', text: 'Tom &amp; J%C3%A9r&ocirc;me' },
    { kind: 'url', text: 'https://social.example/@anna' },
    { kind: 'email', text: 'anna.m+x@müller.example' },
    { kind: 'ip', text: '203.0.113.7' },
    { kind: 'ip', text: '2001:db8::17' },
    { kind: 'phone', text: '+44 07700900123' },
    { kind: 'phone', text: '01701234567' },
  ],
};
const wellHidden = redactorOf({ persons: [WELL_HIDDEN], others: [SUBJECT], phrases: ['the blue van'], choices: [] });

test.each([
  // Telephone numbers, with and without the zero that stands only within a country.
  ['+44 7700 900123, 07700-900123 or +44 (0)7700 900123', `${PHONE}, ${PHONE} or ${PHONE}`],
  ['447700900123 and 0044 7700 900 123', `${PHONE} and ${PHONE}`],
  ['+49 170 1234567, 0170/1234567', `${PHONE}, ${PHONE}`],
  // As links write it, once and twice.
  ['https://social.example/%40anna', PAGE],
  ['social.example/%2540anna now', `${PAGE} now`],
  ['?q=Anna%20M%C3%BCller&n=Anna+M%C3%BCller', `?q=${PERSON}&n=${PERSON}`],
  ['?q=Anna%20M%FCller', `?q=${PERSON}`],
  ['user%3Aanna, anna%5F99', `${PERSON}, ${PERSON}`],
  ['x=the+blue+van', 'x=[redacted]'],
  // As web pages and programs write it.
  ['anna.m&#64;m&uuml;ller.example, anna.m&#x40;m&#252;ller.example', `${MAIL}, ${MAIL}`],
  ['anna&lowbar;99, anna\\u005f99, anna\\x5f99, anna\\u{5f}99', `${PERSON}, ${PERSON}, ${PERSON}, ${PERSON}`],
  ['Tom & Jérôme, tom &amp; jer&ocirc;me, Tom %26 J%C3%A9r%C3%B4me', `${PERSON}, ${PERSON}, ${PERSON}`],
  // Addresses of mail: the host as names are looked up, and with any tag or none.
  ['anna.m%2Bx%40m%C3%BCller.example', MAIL],
  ['anna.m@xn--mller-kva.example, anna.m@müller.example, anna.m+shop+2@MÜLLER.example', `${MAIL}, ${MAIL}, ${MAIL}`],
  // Addresses of lines, as numbers and within names of hosts.
  ['3405803783, 0xCB007107, 0xcb.0x0.0x71.0x07', `${IP}, ${IP}, ${IP}`],
  ['203-0-113-7.isp.example, ip203-000-113-007.isp.example, 7-113-0-203.isp.example', `${IP}.isp.example, ip${IP}.isp.example, ${IP}.isp.example`],
  ['7.113.0.203.in-addr.arpa', IP],
  ['7.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa', IP],
  ['2001-db8--17.isp.example', `${IP}.isp.example`],
  // Letters that no normal form knows.
  ['ᴀɴɴᴀ_99, 🅐🅝🅝🅐_99, 🅰🅽🅽🅰_99', `${PERSON}, ${PERSON}, ${PERSON}`],
])('%j, well hidden', (text, expected) => {
  expect(wellHidden.redact(text)).toBe(expected);
});

test.each([
  ['100% of it, 5%20 and a &unknown; b, %zz, \\u12, xn--, AT&T; &#x110000;'],
  ['?q=Anna%20Mus%C3%A4us, anna%5F100'],
  ['3405803784, 13405803783, 0xCB0071078, 203-0-113-70.isp.example, 7-113-0-203 alone, 70.113.0.203.in-addr.arpa'],
  ['+44 7700 900124, 1234567'],
  ['anna.n+x@müller.example'],
])('%j stays, whatever else was read in it', (text) => {
  expect(wellHidden.redact(text)).toBe(text);
});

test.each([
  ['Müller', 'mueller, MÜLLER, Mu\u0308ller, M&uuml;ller and M%C3%BCller; muller', '[redacted], [redacted], [redacted], [redacted] and [redacted]; [redacted]'],
  ['mueller', 'mueller, MÜLLER, Mu\u0308ller, M&uuml;ller and M%C3%BCller; muller', '[redacted], [redacted], [redacted], [redacted] and [redacted]; muller'],
  ['Jörg Großkäß', 'Joerg Grosskäss, jörg GROSSKAESS', '[redacted], [redacted]'],
  ['Söderstraße', 'Soederstrasse 4', '[redacted] 4'],
  ['Åse Kjær', 'Aase Kjaer', '[redacted]'],
  ['Bjørn Müller', 'Bjorn Mueller, Bjoern Muller, BJØRN Mueller', '[redacted], [redacted], [redacted]'],
  ['björn.müller@post.example', 'bjorn.mueller@post.example', '[redacted]'],
  // What only looks like a letter written as two is not another word without the second.
  ['michael', 'michal, Michäl', 'michal, [redacted]'],
])('%j is found with its letters written as one or as two: %j', (term, text, expected) => {
  expect(redactorOf({ persons: [], others: [], phrases: [term], choices: [] }).redact(text)).toBe(expected);
});

test('what somebody else writes in another way stays theirs, and is told', () => {
  const third: Person = { accountId: 'x', name: 'A2', identifiers: [{ kind: 'email', text: 'anna+x@example.com' }, { kind: 'phone', text: '0170 1234567' }] };
  const subject: Person = { accountId: 'y', name: 'A1', identifiers: [{ kind: 'email', text: 'anna@example.com' }, { kind: 'phone', text: '+49 170 1234567' }] };
  const text = 'anna@example.com, +49 (170) 1234567';
  const both = redactorOf({ persons: [third], others: [subject], phrases: [], choices: [] });
  expect(both.redact(text)).toBe(text);
  expect(found(text, both).map(({ left }) => left)).toEqual(['part_of_another', 'part_of_another']);
});

test('what is read in two ways is told once, with its escapes and what stands around it', () => {
  const told = found('see social.example/%40anna, a+b', wellHidden);
  expect(told.map(({ found: what, before, after, left }) => [what, before, after, left])).toEqual([['social.example/%40anna', 'see ', ', a+b', null]]);
});

test.each([
  ['user-47 is somebody else'],
  ['user-41 is a longer number'],
  ['anna_mike_smith'],
  ['xmike.smith@mail.example.com'],
  ['198.51.100.77 and 1198.51.100.7'],
  ['2001:db8::1700 and 1:2001:db8::17'],
  ['mike smith, m.i.k.e_s.m.i.t.h'],
  ['The Žižková family'],
  ['nothing of it'],
  [''],
])('%j stays', (text) => {
  expect(redactor.redact(text)).toBe(text);
});

function found(text: string, with_ = redactor): Found[] {
  const places: Found[] = [];
  with_.redact(text, (place) => places.push(place));
  return places;
}

test('every place is told, those that stay with the reason', () => {
  const told = (text: string) => found(text).map(({ found: what, left, isInsideWord }) => [what, left, isInsideWord]);
  expect(told('mike_smith')).toEqual([['mike_smith', null, false]]);
  expect(told('mike_smiths')).toEqual([['mike_smith', null, true]]);
  expect(told('user-41')).toEqual([['user-4', 'longer_number', true]]);
  expect(told('user-47')).toEqual([['user-4', 'part_of_another', true]]);
  expect(told('anna_mike_smith')).toEqual([['mike_smith', 'part_of_another', true]]);
  expect(told('M i k e Smith')).toEqual([['M i k e Smith', 'similar', false]]);
  expect(told('Žižková')).toEqual([['Žižková', 'chosen', false]]);
  expect(told('Zoë Žižková')).toEqual([['Zoë Žižková', null, false]]);
  expect(found('before mike_smith after')[0]).toMatchObject({ before: 'before ', after: ' after', term: { of: 'A4', kind: 'screen' } });
});

test('a short name is taken out as a word alone, any other also inside words, unless somebody chose otherwise', () => {
  const person = (text: string): Person => ({ accountId: 'x', name: 'A2', identifiers: [{ kind: 'screen', text }] });
  const redact = (name: string, text: string, where?: Where) => redactorOf({ persons: [person(name)], others: [], phrases: [], choices: where ? [{ term: name.toUpperCase(), where }] : [] }).redact(text);
  expect(redact('ann', 'Ann planned it, Anna')).toBe('[person A2] planned it, Anna');
  expect(redact('ann', 'Ann planned it', 'everywhere')).toBe('[person A2] pl[person A2]ed it');
  expect(redact('rose', 'Prose by rose')).toBe('P[person A2] by [person A2]');
  expect(redact('rose', 'Prose by rose', 'words')).toBe('Prose by [person A2]');
  expect(redact('love', 'love it', 'nowhere')).toBe('love it');
  expect(redact('园丁', '花园的园丁们')).toBe('花园的[person A2]们');
  expect(redact('🌸', 'a🌸b')).toBe('a[person A2]b');
  expect(redact('\u200d', 'a\u200db')).toBe('a\u200db');
});

test('a number is cut out of a longer one only where somebody chose so, or marked it', () => {
  const person: Person = { accountId: 'x', name: 'A2', identifiers: [{ kind: 'id', text: '4711' }] };
  const redact = (text: string, choices: { term: string; where: Where }[] = []) => redactorOf({ persons: [person], others: [], phrases: [], choices }).redact(text);
  expect(redact('4711 and 47110')).toBe('[person A2] and 47110');
  expect(redact('4711 and 47110', [{ term: '4711', where: 'everywhere' }])).toBe('[person A2] and [person A2]0');
  const marked = redactorOf({ persons: [THIRD], others: [SUBJECT], phrases: ['4711', 'mike'], choices: [] });
  expect(marked.redact('47110, anna_mike_smith')).toBe('[redacted]0, anna_[redacted]_smith');
});

test('a word of a name is taken out where somebody chose so', () => {
  const person: Person = { accountId: 'x', name: 'A2', identifiers: [{ kind: 'display', text: 'Rose Miller' }] };
  const redact = (choices: { term: string; where: Where }[]) => redactorOf({ persons: [person], others: [], phrases: [], choices }).redact('Rose Miller, the Millers, rose');
  expect(redact([])).toBe('[person A2], the Millers, rose');
  expect(redact([{ term: 'miller', where: 'everywhere' }])).toBe('[person A2], the [person A2]s, rose');
});

test('what two people share stays, and is told', () => {
  const third: Person = { accountId: 'x', name: 'A2', identifiers: [{ kind: 'ip', text: '203.0.113.9' }, { kind: 'display', text: 'Alex' }] };
  const subject: Person = { accountId: 'y', name: 'A1', identifiers: [{ kind: 'ip', text: '203.0.113.9' }, { kind: 'display', text: 'ALEX' }] };
  const both = redactorOf({ persons: [third], others: [subject], phrases: [], choices: [] });
  expect(both.redact('Alex from 203.0.113.9')).toBe('Alex from 203.0.113.9');
  expect(both.shared).toEqual([{ term: '203.0.113.9', kind: 'ip', of: 'A2', with: 'A1' }, { term: 'Alex', kind: 'display', of: 'A2', with: 'A1' }]);
  const marked = redactorOf({ persons: [third], others: [subject], phrases: ['203.0.113.9'], choices: [] });
  expect(marked.redact('Alex from 203.0.113.9')).toBe('Alex from [redacted]');
});

test('terms that overlap are taken out as one, and nothing of either is left', () => {
  const two = redactorOf({ persons: [], others: [], phrases: ['abcdef', 'defghijk', 'ghi'], choices: [] });
  expect(two.redact('xx abcdefghijk yy')).toBe('xx [redacted] yy');
});

test('half characters and very long texts do no harm', () => {
  expect(redactor.redact('\ud83d mike_smith \ude00')).toBe(`\ud83d ${PERSON} \ude00`);
  const long = `${'mike.smith at mail '.repeat(5_000)}${':'.repeat(5_000)}${'1'.repeat(20_000)}`;
  const before = performance.now();
  expect(redactor.redact(long)).toBe(long);
  expect(performance.now() - before).toBeLessThan(5_000);
});
