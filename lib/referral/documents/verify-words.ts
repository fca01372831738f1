import type { ReferralFacts } from '../facts';

/**
 * VERIFY.txt: how whoever received a package convinces themselves of it with common programs and without the desk. Every
 * command in it is run by a test on a package that was really built; docs/referrals.md has the same at greater length.
 */
export function verifyWords({ referral: { number, isTest, provider } }: Pick<ReferralFacts, 'referral'>): string {
  return `${isTest ? 'TEST MODE: this package describes no real incident.\n\n' : ''}How to verify this package (${number})
${'='.repeat(`How to verify this package (${number})`.length)}

You need none of ${provider.name}'s programs. Run the commands in the folder that
holds this file: on Linux in a terminal, on a Mac with "shasum -a 256" in place of
"sha256sum", on Windows in a shell such as Git's. Keep the sealed file that you
were sent, too: it is what was handed over.

1. No file was changed

     sha256sum --strict --quiet -c tagmanifest-sha256.txt
     sha256sum --strict --quiet -c manifest-sha256.txt

   Both say nothing when all is well, and name every file that is missing or not
   the one that was packed.

2. No file was added

     find . -type f | cut -c3- | LC_ALL=C sort > ../found.txt
     (cut -c67- manifest-sha256.txt tagmanifest-sha256.txt
      ls tagmanifest-sha256.txt*) | LC_ALL=C sort > ../named.txt
     diff ../named.txt ../found.txt

   It says nothing when the files here are those that are named, and no others.
   sha256sum alone does not see an added file.

3. Who signed it

     openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin \\
       -in tagmanifest-sha256.txt -sigfile tagmanifest-sha256.txt.sig

   It says "Signature Verified Successfully". The signature stands over the tag
   manifest, that over the manifest, and the two over every file. (OpenSSL 3.)

4. That it was ${provider.name} who signed it

     openssl pkey -pubin -in signing-key.pem -outform DER | sha256sum

   This is the fingerprint of the signing key. The key lies in this package, and
   whoever forges a package puts a key of their own into it: so compare the
   fingerprint with one that you got another way, from an earlier case or by
   telephone, at a number that you did not take from this package.

5. That the record of who had the evidence was not written afterwards

   data/custody.jsonl has one entry a line, data/proofs a proof for each. An
   entry's hash leads by its proof to the checkpoint in data/checkpoint.txt, which
   is signed by the log of ${provider.name} (its key: data/log-key.txt; compare
   it as in step 4). The formats are public: c2sp.org/tlog-proof, /tlog-checkpoint
   and /signed-note, and any program that knows them will do. An entry without
   words ("leaf": null) is there by its hash: ask for it by its event's id.

6. When it was made, if there are files ending in .tsr

     openssl ts -verify -data tagmanifest-sha256.txt \\
       -in tagmanifest-sha256.txt.tsr -CAfile AUTHORITY.pem

     openssl pkeyutl -verify -pubin -inkey signing-key.pem -rawin \\
       -in tagmanifest-sha256.txt.tsr -sigfile tagmanifest-sha256.txt.tsr.sig

   AUTHORITY.pem is the certificate of a time-stamping authority that you trust,
   not one from this package. The second shows that the stamp is the one that
   ${provider.name} was given. Whether there has to be one stands in bag-info.txt,
   at "Time-Stamp".

All of this at once does the program of the desk that made the package, on any
computer with Node.js, with neither network nor database; the key and the log's key
are what you got another way:

     npm run referral:verify -- PACKAGE.zip --key FINGERPRINT --log-key KEY

What none of it shows: that what people wrote and decided is true, or that the desk
has nothing else. What was chosen to be handed over stands in data/report.pdf, under
"Legal basis and scope"; what was taken out of it is counted there, under "Redactions".
`;
}
