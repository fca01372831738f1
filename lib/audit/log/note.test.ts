import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBundle, readLeavesOf } from './bundle';
import { checkpointText, parseCheckpoint } from './checkpoint';
import { EMPTY_ROOT, leafHash } from './hash';
import { isSignedBy, parseNote, signNote, signatureLine } from './note';
import { drawSigningKey, parseVerifierKey, signerOf } from './note-keys';
import { formatProof, parseProof } from './proof-file';

// The example of the specification, https://c2sp.org/signed-note.
const KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const TEXT = 'This is an example message.\n';
const SIGNED = `${TEXT}\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n`;

const signer = signerOf('desk.example/log', drawSigningKey());
const checkpoint = { origin: 'desk.example/log', size: 7, root: EMPTY_ROOT };

test('the published example verifies, and not with one letter changed', () => {
  const note = parseNote(SIGNED);
  expect(note?.text).toBe(TEXT);
  const verifier = parseVerifierKey(KEY);
  expect(note && isSignedBy(note, verifier)).toBe(true);
  expect(isSignedBy(parseNote(SIGNED.replace('example message', 'Example message'))!, verifier)).toBe(false);
  expect(() => parseVerifierKey(KEY.replace('530d903a', '530d903b'))).toThrow('another id');
  expect(() => parseVerifierKey('example.com/foo')).toThrow('no verifier key');
});

test('what we sign others can check, and a signature stands for one text, name and kind only', async () => {
  const text = checkpointText(checkpoint);
  const signed = await signNote(text, signer);
  const verifier = parseVerifierKey(signer.verifierKey);
  expect(isSignedBy(parseNote(signed)!, verifier)).toBe(true);
  expect(parseCheckpoint(signed)).toEqual(checkpoint);
  const other = parseVerifierKey(signerOf('desk.example/log', drawSigningKey()).verifierKey);
  expect(isSignedBy(parseNote(signed)!, other)).toBe(false);
  expect(isSignedBy(parseNote(signed.replace('\n7\n', '\n8\n'))!, verifier)).toBe(false);
});

test('a witness signs the time as well, below the log’s own signature', async () => {
  const witness = signerOf('witness.example', drawSigningKey(), 'cosignature');
  const text = checkpointText(checkpoint);
  const at = new Date('2026-11-23T09:00:00.900Z');
  const both = parseNote((await signNote(text, signer)) + (await signatureLine(text, witness, at)))!;
  expect(isSignedBy(both, parseVerifierKey(witness.verifierKey))).toBe(true);
  expect(isSignedBy(both, parseVerifierKey(signer.verifierKey))).toBe(true);
  const signature = Uint8Array.from(both.lines[1]!.signature);
  expect(new DataView(signature.buffer).getBigUint64(0)).toBe(1_795_424_400n);
  signature[7]! += 1;
  const moved = { ...both, lines: [{ ...both.lines[1]!, signature }] };
  expect(isSignedBy(moved, parseVerifierKey(witness.verifierKey))).toBe(false);
});

test('what is no note, checkpoint or proof is told apart from one, whatever it is', () => {
  for (const text of ['', '\n', 'a', 'a\n\n', 'a\n\nb\n', SIGNED.slice(0, -1), `${SIGNED}x`, SIGNED.replace('—', '-'), SIGNED.replace('/foo U', '/foo  U')]) {
    expect([text, parseNote(text)]).toEqual([text, undefined]);
  }
  for (const text of ['o\n07\nx\n', 'o\n1\nAAAA\n', '\n1\nAAAA\n', `o\n-1\n${'A'.repeat(43)}=\n`, `o\n9007199254740993\n${'A'.repeat(43)}=\n`]) {
    expect(parseCheckpoint(`${text}\n— n AAAAAAAA\n`)).toBeUndefined();
  }
  fc.assert(fc.property(fc.string(), (text) => void [parseNote(text), parseCheckpoint(text), parseProof(text)]));
});

test('bundles and proof files come back as they went', () => {
  const leaves = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 256 });
  fc.assert(fc.property(leaves, (given) => void expect(readLeavesOf(packBundle(given), given.length)).toEqual({ leaves: given.map((leaf) => new Uint8Array(leaf)), isWhole: true })));
  expect(() => packBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  const [one, other] = [Uint8Array.of(1), Uint8Array.of(2, 2)];
  expect(readLeavesOf(packBundle([one, other]).subarray(0, 6), 2)).toEqual({ leaves: [one], isWhole: false });
  expect(readLeavesOf(Uint8Array.of(0), 1)).toEqual({ leaves: [], isWhole: false });
  expect(readLeavesOf(packBundle([one, other]), 1)).toEqual({ leaves: [one], isWhole: false });
  const file = { index: 3, proof: [leafHash(Uint8Array.of(1)), EMPTY_ROOT], checkpoint: 'o\n7\nx\n\n— n A\n' };
  expect(parseProof(formatProof(file))).toEqual(file);
  expect(parseProof(formatProof(file).replace('\nindex', '\nextra AAAA\nindex'))).toEqual(file);
});
