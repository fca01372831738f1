import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet, command, paragraph, section } from './rows';

/** How anybody can find out that nothing of the package was changed, with common programs alone. */
export function* verify({ facts: { referral }, width }: Book): Generator<Row> {
  const { number, profile, provider } = referral;
  const whom = [provider.contact, provider.email, provider.phone].filter(Boolean).join(', ');
  yield paragraph('Every step is done with programs that have nothing to do with the company. The first is to be done with the file as it arrived.', width);
  yield section('1. Open the seal', width);
  yield paragraph('The package is sealed to the public key of your agency. One of these opens it, depending on the key:', width);
  yield command(`gpg --decrypt --output ${number}.zip ${number}.zip.gpg`, width);
  yield command(`age --decrypt -i YOUR-KEY-FILE -o ${number}.zip ${number}.zip.age`, width);
  yield section('2. See that all of it is here, and whole', width);
  yield paragraph('Unpack it and run this in its folder. Every line has to end in OK, and there may be no file that the list does not name.', width);
  yield command('sha256sum --strict -c manifest-sha256.txt', width);
  if (profile === 'full') yield* full(width, whom);
  yield section('What it proves, and what not', width);
  yield bullet('That a file here is the one that the desk received: its hashes are those in “Exhibits”.', width);
  yield bullet('Not that what somebody wrote in a message is true, and not who sat at a device.', width);
  yield paragraph(`Questions, and the fingerprints of keys read aloud: ${whom}.`, width);
}

function* full(width: number, whom: string): Generator<Row> {
  yield paragraph('The list itself, and the other files beside it, are listed in another. The files that end in .sig and .tsr, and that other list itself, are in neither.', width);
  yield command('sha256sum --strict -c tagmanifest-sha256.txt', width);
  yield section('3. See who made it', width);
  yield paragraph(`The second list is signed with the desk's key. This says “Signature Verified Successfully”. Compare the key with the company by telephone: ${whom}.`, width);
  yield command('openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig', width);
  yield section('4. See that the custody log is the one that was kept all along', width);
  yield paragraph('Each line of data/custody.jsonl is an event, and data/proofs has a file for each that proves its place in the log whose state data/checkpoint.txt signs; data/log-key.txt is the key of that signature. Any program for transparency logs (C2SP tlog-proof) reads them. Where a time authority was asked, files that end in .tsr prove when it was made.', width);
  yield paragraph('VERIFY.txt goes through all of this once more, and names a program that does it in one go, without a network.', width);
}
