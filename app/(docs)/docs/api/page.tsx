import type { Metadata } from 'next';
import { Mark } from '@/app/_ui/mark';
import { isTestMode } from '@/app/_ui/mode';
import { TestPill } from '@/app/_ui/test-pill';
import { SIGNATURE_WINDOW_S } from '@/lib/access/schema';
import { MEBIBYTE, mediaReceipt } from '@/lib/evidence/schema';
import { BATCH_MAX, BODY_MAX_BYTES, batchResult, erasureInput, erasureReceipt, itemInput, itemReceipt } from '@/lib/intake/schema';
import { FieldTable } from './_components/field-table';
import { fieldsOf } from './_components/fields';
import { Call, Part, Sample } from './_components/part';
import { PROBLEM, SEND_ITEM, SEND_MEDIA, SEND_SIGNED } from './_components/samples';

export const metadata: Metadata = { title: 'Intake API' };
// Test mode is read when the page is asked for, not when the product is built.
export const dynamic = 'force-dynamic';

const prose = 'max-w-[68ch] text-lg text-muted';

/** How a platform hands flagged messages to the desk, from the schemas that check its requests. */
export default function ApiPage() {
  return (
    <main id="main" className="mx-auto grid max-w-5xl gap-10 px-5 py-10">
      <header className="grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Mark />
          <h1 className="text-xl font-semibold">Intake API</h1>
          {isTestMode() && <TestPill />}
        </div>
        <p className={prose}>
          A platform sends the bytes of each picture and video first, then the item that names them: who wrote to whom, the messages around it, and the signals
          that flagged it. Nothing is ever fetched from an address. Every request carries a key, which an admin makes under API keys. The same description for machines, as OpenAPI 3.1, is at{' '}
          <a className="text-accent underline" href="/api/openapi.json">/api/openapi.json</a>.
        </p>
      </header>

      <Part title={<Call method="POST" path="/api/intake/v1/media" />}>
        <p className={prose}>
          The raw bytes of one picture (JPEG, PNG, WebP, GIF, AVIF, HEIC) or video (MP4, MOV, WebM, Matroska) as the body, just under 2 GiB at most. Bytes of an
          unknown kind are taken when the Content-Type is image/… or video/…; texts, HTML, XML and SVG never are. 201 when it was stored, sealed; 200 with the file
          of then when the same bytes were sent before; 400 for a body that is empty or broke off, 413 for one that is too long, 415 for one that is not taken in. The
          file is looked at after the answer: width and height are null until then, and a file that cannot be read is kept, and can be reported.
        </p>
        <Sample label="Example of sending a file">{SEND_MEDIA}</Sample>
        <FieldTable caption="Answer about a file" rows={fieldsOf(mediaReceipt, 'output')} isAnswer />
      </Part>

      <Part title={<Call method="POST" path="/api/intake/v1/items" />}>
        <p className={prose}>
          One item, or <code className="font-mono">{'{"items":[…]}'}</code> with up to {BATCH_MAX} of them, {Math.trunc(BODY_MAX_BYTES / MEBIBYTE)} MiB and a million values. One item answers 201, or 200
          when it was known; a batch answers 207 with a result for each index, and what is wrong with one does not keep out the others. The same
          externalId with the same body makes nothing new; with another body it is refused with 409. Values outside the lists below are kept and named
          in <code className="font-mono">warnings</code>, fields that are not listed are kept sealed. An item without pictures is an item like any other.
        </p>
        <Sample label="Example of sending an item">{SEND_ITEM}</Sample>
        <FieldTable caption="Fields of an item" rows={fieldsOf(itemInput, 'input')} />
        <FieldTable caption="Answer about an item" rows={fieldsOf(itemReceipt, 'output')} isAnswer />
        <FieldTable caption="One result of a batch" rows={fieldsOf(batchResult, 'output')} isAnswer />
      </Part>

      <Part title={<Call method="POST" path="/api/v1/erasures" />}>
        <p className={prose}>
          Asks for the erasure of what was sent about an account, with a key of the scope <code className="font-mono">erasure.request</code>. It is done as far as the law
          allows, at once or as soon as nothing has to be kept any more. 202 and the same words in every case: whether the account is known, kept or was never here.
          The same reference again is the same request; with another account it is refused with 409.
        </p>
        <FieldTable caption="Fields of a request for erasure" rows={fieldsOf(erasureInput, 'input')} />
        <FieldTable caption="Answer about an erasure" rows={fieldsOf(erasureReceipt, 'output')} isAnswer />
      </Part>

      <Part title="Keys, rates and signatures">
        <p className={prose}>
          A key is sent as <code className="font-mono">Authorization: Bearer …</code>. It has the scope{' '}
          <code className="font-mono">intake.media</code>, <code className="font-mono">intake.items</code>, <code className="font-mono">erasure.request</code> or several of them, a rate, and secrets that expire. When
          a key is rotated, its old secret goes on for as many hours as the admin has chosen, so that nothing is lost while you change over. Beyond its
          rate a key is answered with 429 and <code className="font-mono">Retry-After</code> in seconds; nothing was kept, send it again then.
        </p>
        <p className={prose}>
          Where an admin has asked for signatures, each request carries four headers more. The signature is{' '}
          <code className="font-mono">v1=</code> and the HMAC-SHA256, in lower-case hex, under the signing key that was shown with the secret, over five lines
          joined by line feeds: the timestamp (seconds since 1970, at most {SIGNATURE_WINDOW_S} from our clock), the nonce (16 to 64 characters, another one for
          each try, also for the same body), the method, the path with its query, and the SHA-256 of the body in lower-case hex. What is not signed so,
          or was sent before, is answered with 401 and a word about which part to look at.
        </p>
        <Sample label="Example of a signed request, for Node.js">{SEND_SIGNED}</Sample>
      </Part>

      <Part title="When something is wrong">
        <p className={prose}>
          A problem document (RFC 9457) names every offending field. 400 fields of the wrong form · 401 no valid key, or no valid signature · 403 the key lacks the scope · 409
          the externalId was used for another body · 413 too large · 415 not a kind of content that is taken in · 422 well-formed, but it cannot be
          used: mislabelled, cut short or too large to unpack, a sender who takes no part, a file that was never sent · 429 over the key’s rate · 503 not stored, send it again.
        </p>
        <Sample label="Example of a problem">{PROBLEM}</Sample>
      </Part>
    </main>
  );
}
