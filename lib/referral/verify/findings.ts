/**
 * What a verifier can say about a package. `fault`: it is not what was signed, or not whole. `note`: nothing is wrong, but
 * less is proven than a reader may think. `good`: what was checked and found right.
 */
type Level = 'fault' | 'note' | 'good';

/** Every thing that can be found, with what it means to somebody who never heard of the format. `…` is where details go. */
const FINDINGS = {
  // The ZIP and the names in it.
  zip_broken: ['fault', 'The ZIP cannot be read to its end: it was cut off or damaged (…).'],
  zip_hidden: ['fault', 'The ZIP holds bytes that belong to no file (…). Another program may see something in them.'],
  zip_overlap: ['fault', 'The ZIP gives the same bytes to two files. Only a made-up one does.'],
  zip_two_stories: ['fault', 'The ZIP says two things about this file (…), so that two programs may read two different ones.'],
  zip_checksum: ['fault', 'Its bytes do not give the checksum that the ZIP has for them.'],
  zip_method: ['fault', 'It is stored in a way that cannot be read here (…).'],
  zip_bomb: ['fault', 'It claims to unpack to far more than the ZIP can hold (…). It was not read.'],
  unreadable: ['fault', 'It cannot be read: …'],
  not_a_file: ['fault', 'It is a link or a device, not a file. It was not followed.'],
  unsafe_name: ['fault', 'Its name could be written outside of the folder, or not at all (…). It was not read.'],
  same_name: ['fault', 'The name stands for two files. Which one a program takes is chance.'],
  twin_name: ['fault', 'Its name differs from that of … only in capitals or in how letters are composed: on many computers they are one file.'],
  outside: ['fault', 'It lies beside the folder of the package.'],
  // The bag.
  no_package: ['fault', 'This is no package of a desk: there is neither bagit.txt nor manifest-sha256.txt.'],
  other_profile: ['fault', 'This is a package of the profile …'],
  bagit: ['fault', 'It does not say that this is a bag of version 1.0 in UTF-8.'],
  bag_info: ['fault', 'A line of it cannot be read (…).'],
  oxum: ['fault', 'Payload-Oxum says …'],
  fetch: ['fault', 'It names files that lie elsewhere. A package for a court holds all that it names.'],
  manifest_line: ['fault', 'A line of it is none of a manifest (…).'],
  manifest_twice: ['fault', 'It names … twice.'],
  misplaced: ['fault', 'It names …, which belongs into the other manifest.'],
  missing: ['fault', 'It is missing: … names it.'],
  extra: ['fault', 'It is not named by …, so nobody vouches for it.'],
  renamed: ['fault', 'It is not named by …; its bytes are those of …, which is missing: it was renamed.'],
  copied: ['fault', 'It is not named by …; its bytes are those of … once more.'],
  changed: ['fault', 'Its SHA-256 is not the one in …: one of the two was changed.'],
  too_long: ['fault', 'It is longer than anything a desk writes there (…), and was not read.'],
  renamed_package: ['fault', 'It says that this is …, and the folder of the package is called …: one of the two was changed.'],
  other_name: ['note', 'It is called like another package than the one that it is: bag-info.txt says that this is ….'],
  unproven: ['fault', 'It was not proven …, and nobody may take that for granted.'],
  // Who signed.
  signature_missing: ['fault', 'There is no signature over the tag manifest.'],
  signature_wrong: ['fault', 'The tag manifest, its signature and the key do not belong together: one of them was changed.'],
  key_unreadable: ['fault', 'It is no public key of Ed25519.'],
  key_other: ['fault', 'The key in the package is not the one that you were given: the package was signed by somebody else.'],
  unsigned_kind: ['note', 'This kind of package carries no signature: its hashes show damage, not who made it.'],
  key_unasked: ['note', 'The key was taken from the package itself. Whoever makes a false package puts a false key into it: compare the fingerprint … with one that you got another way, or give it here with --key.'],
  // The record of who had it.
  checkpoint_unreadable: ['fault', 'It is no checkpoint of a log.'],
  checkpoint_unsigned: ['fault', 'It is not signed with the key of the log.'],
  log_key_unreadable: ['fault', 'It is no verifier key of a log.'],
  log_key_other: ['fault', 'The log’s key in the package is not the one that you were given: this is another log.'],
  custody_line: ['fault', 'Line … is no entry of the custody log.'],
  custody_twice: ['fault', 'The event … stands in it twice.'],
  custody_same_place: ['fault', 'The event … is said to stand at place … of the log, where another line stands already: one entry is one event.'],
  custody_differs: ['fault', 'The entry of event … says something else than what is in the log (…).'],
  proof_missing: ['fault', 'It is missing: an entry of the custody log is to be proven by it.'],
  proof_unreadable: ['fault', 'It is no proof of a log.'],
  proof_other: ['fault', 'It leads to another checkpoint than the one of the package.'],
  proof_wrong: ['fault', 'It does not prove that the entry of event … stands in the log at this place.'],
  proof_extra: ['fault', 'No entry of the custody log belongs to it.'],
  log_key_unasked: ['note', 'The log’s key was taken from the package itself. Compare it with one that you got another way, or give it here with --log-key: …'],
  words_withheld: ['note', '… entries are here by their hash and their place, because their words stay with the company. Ask for them by the event’s id; the hash shows whether they are the ones.'],
  // What the documents say.
  document: ['fault', 'It cannot be read as what it is (…).'],
  hash_differs: ['fault', 'It gives … another hash than the manifest.'],
  tells_of_none: ['fault', 'It tells of …, which is not in the package.'],
  undescribed: ['fault', 'It does not tell of …, which is in the package.'],
  // Trusted time.
  time_wrong: ['fault', 'It is no time-stamp over … (…).'],
  time_other: ['fault', 'It is not by the time-stamping authority whose certificate you were given.'],
  time_gone: ['fault', 'It is missing: bag-info.txt says that this time-stamp belongs to the package.'],
  time_more: ['fault', 'It does not belong to the package: bag-info.txt says that it has no time-stamp.'],
  time_unsaid: ['fault', 'It does not say whether a time-stamp belongs to the package.'],
  time_unsigned: ['fault', 'It is missing: the signature over the time-stamp.'],
  time_changed: ['fault', 'The time-stamp, the signature over it and the key do not belong together: one of them was changed.'],
  time_missing: ['fault', 'There is no time-stamp on this package, and you were given an authority to check it with.'],
  time_unasked: ['note', '…, by the certificate that is in the time-stamp. Whether you trust that authority was not asked: give its certificate with --tsa.'],
  time_none: ['note', 'No authority has put a time-stamp on this package, and it says so (…): when it was made is what the desk says.'],
  is_test: ['note', 'The desk that made it says that it was in test mode: the package describes no real incident.'],
  pages_unread: ['note', 'Its bytes are the ones that were packed. What its pages say was not compared: read them beside the other documents.'],
  // What was found right.
  good_hashes: ['good', '…'],
  good_signature: ['good', 'Good by the key in the package.'],
  good_key: ['good', 'It is the one that you were given.'],
  good_log_key: ['good', 'It is the one that you were given.'],
  good_custody: ['good', '…'],
  good_document: ['good', '…'],
  good_time: ['good', '…'],
} as const satisfies Record<string, readonly [Level, string]>;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  /** Path within the package, or the name of the ZIP where it is about the whole. */
  readonly file: string;
  /** What takes the place of each `…` in the words, in order. */
  readonly what: readonly string[];
}

export const finding = (code: FindingCode, file: string, ...what: string[]): Finding => ({ code, file, what });
export const levelOf = ({ code }: Finding): Level => FINDINGS[code][0];
export const isFault = (found: Finding): boolean => levelOf(found) === 'fault';

const MARK: Record<Level, string> = { fault: '✗', note: '·', good: '✓' };

/** Control characters would let the name of a file write over the verdict on somebody's terminal. */
const printable = (text: string) => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** What it means, without the file. */
export function meaningOf({ code, what }: Finding): string {
  let at = 0;
  return printable(FINDINGS[code][1].replaceAll('…', () => what[at++] ?? '…'));
}

/** One line: a mark, the file, what it means. */
export function findingWords(found: Finding): string {
  return `${MARK[levelOf(found)]} ${printable(found.file)}: ${meaningOf(found)}`;
}
