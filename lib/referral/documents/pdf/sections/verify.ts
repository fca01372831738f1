import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet, command, paragraph, section } from './rows';

/** How anybody can find out that nothing of the package was changed, with common programs alone. */
export function* verify({ facts: { referral }, width }: Book): Generator<Row> {
  const { number, profile, provider } = referral;
  yield paragraph('Every step is done with programs that have nothing to do with the company. Keep the sealed file as it arrived: it is what was handed over.', width);
  yield section('1. Open the seal', width);
  yield paragraph('The package is sealed to the public key of your agency. One of these opens it, depending on the key:', width);
  yield command(`gpg --decrypt --output ${number}.zip ${number}.zip.gpg`, width);
  yield command(`age --decrypt -i YOUR-KEY-FILE -o ${number}.zip ${number}.zip.age`, width);
  yield section('2. See that all of it is here, and whole', width);
  yield paragraph('Unpack it and run this in its folder. Every line has to end in OK, and there may be no file that no list names.', width);
  yield command('sha256sum --strict -c manifest-sha256.txt', width);
  if (profile === 'full') yield* full(width);
  yield section('What it proves, and what not', width);
  yield bullet('That a file here is the one that “Exhibits” tells of: its hashes are those that stand there.', width);
  yield bullet('Not that what somebody wrote in a message is true, and not who sat at a device.', width);
  yield paragraph(`Questions go to ${[provider.contact, provider.email, provider.phone].filter(Boolean).join(', ')}.`, width);
}

function* full(width: number): Generator<Row> {
  yield paragraph('That list, and the other files beside it, are in a second one:', width);
  yield command('sha256sum --strict -c tagmanifest-sha256.txt', width);
  yield section('3. See who made it', width);
  yield paragraph('The second list is signed. The first of these says “Signature Verified Successfully”; the second gives the fingerprint of the key. Compare it with one that you got another way, from an earlier case or by telephone, at a number that you did not take from this package.', width);
  yield command('openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig', width);
  yield command('openssl pkey -pubin -in signing-key.pem -outform DER | sha256sum', width);
  yield section('4. See that the custody log was not written afterwards', width);
  yield paragraph('Each line of data/custody.jsonl is an event, and data/proofs has a file for each that leads from its hash to the state of the log in data/checkpoint.txt. That is signed by the log, whose key is in data/log-key.txt. The formats are public (c2sp.org/tlog-proof). Files that end in .tsr, where a time authority was asked, prove that the package existed at their time.', width);
  yield paragraph('VERIFY.txt goes through all of this step by step, and names a program that does it in one go, without a network.', width);
}
