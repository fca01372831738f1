import { expect, test } from 'vitest';
import { parseResponse } from './parse-response';

const wrap = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<reportResponse>${inside}</reportResponse>\n`;

test('report ids stay strings of digits and the hash is lower case', () => {
  const hash = 'FAFA5EFEAF3CBE3B23B2748D13E629A1';
  const body = wrap(
    `<responseCode>0</responseCode><responseDescription>Fine &amp; done</responseDescription><reportId>9223372036854775807</reportId><fileId>b0754af766b426f2928a02c651ed4b99</fileId><hash>${hash}</hash>`,
  );
  expect(parseResponse(body)).toEqual({
    responseCode: 0,
    description: 'Fine & done',
    reportId: '9223372036854775807',
    fileId: 'b0754af766b426f2928a02c651ed4b99',
    hash: hash.toLowerCase(),
    fileIds: [],
  });
});

test('the answer to a finished report lists its files', () => {
  const body =
    '<reportDoneResponse><responseCode>0</responseCode><reportId>1</reportId><files><fileId>a</fileId><fileId>b</fileId></files></reportDoneResponse>';
  expect(parseResponse(body)).toMatchObject({ responseCode: 0, reportId: '1', fileIds: ['a', 'b'] });
});

test.each([
  ['a document type', `<!DOCTYPE reportResponse [<!ENTITY a "b">]>${wrap('<responseCode>0</responseCode>')}`],
  ['an entity of its own', wrap('<responseCode>0</responseCode><responseDescription>&lol;</responseDescription>')],
  ['a reference to an illegal character', wrap('<responseCode>0</responseCode><responseDescription>&#0;</responseDescription>')],
  ['more than 1 MiB', wrap(`<responseCode>0</responseCode><responseDescription>${'x'.repeat(1024 * 1024)}</responseDescription>`)],
  ['deep nesting', wrap(`<responseCode>0</responseCode>${'<a>'.repeat(50)}${'</a>'.repeat(50)}`)],
  ['no code', wrap('<reportId>1</reportId>')],
  ['a code that is no number', wrap('<responseCode>OK</responseCode>')],
  ['a page of HTML', '<html><body><p>Bad gateway<br></body></html>'],
  ['another document', '<answer><responseCode>0</responseCode></answer>'],
  ['two documents', `${wrap('<responseCode>0</responseCode>').slice(39)}<reportResponse/>`],
  ['half a document', wrap('<responseCode>0</responseCode>').slice(0, -10)],
  ['nothing', ''],
])('%s is not taken for an answer', (_what, body) => {
  expect(parseResponse(body)).toBeUndefined();
});
