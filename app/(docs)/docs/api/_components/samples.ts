export const SEND_MEDIA = `curl --fail-with-body "$DESK/api/intake/v1/media" \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: image/jpeg" \\
  --data-binary @picture.jpg`;

export const SEND_ITEM = `curl --fail-with-body "$DESK/api/intake/v1/items" \\
  -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" -d @- <<'JSON'
{
  "externalId": "evt-1",
  "platform": "Example Messenger",
  "occurredAt": "2026-11-20T08:15:00+01:00",
  "conversation": { "externalId": "dm-1001", "encryption": "transport" },
  "subject": {
    "externalId": "u1",
    "screenName": "user_one",
    "emails": [{ "address": "u1@example.com", "verified": true }],
    "ipEvents": [{ "ip": "203.0.113.7", "event": "Upload", "at": "2026-11-20T08:14:58+01:00", "port": 443 }]
  },
  "participants": [{ "externalId": "u2", "screenName": "user_two" }],
  "messages": [
    { "externalId": "m1", "senderId": "u1", "sentAt": "2026-11-20T08:15:00+01:00",
      "text": "…", "media": ["MEDIA_ID"], "flagged": true }
  ],
  "signals": [
    { "kind": "hash_match", "detector": "hma", "list": "confirmed", "algorithm": "pdq",
      "distance": 4, "threshold": 31, "quality": 97, "mediaId": "MEDIA_ID" }
  ],
  "severityHint": "high"
}
JSON`;

/** A whole program: a test runs it as it stands here. */
export const SEND_SIGNED = `import { createHash, createHmac, randomUUID } from 'node:crypto';

const { DESK, KEY, SIGNING_KEY } = process.env;

async function send(path, contentType, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomUUID();
  const sha256 = createHash('sha256').update(body).digest('hex');
  const signed = [timestamp, nonce, 'POST', path, sha256].join('\\n');
  return fetch(DESK + path, {
    method: 'POST',
    body,
    headers: {
      'Authorization': \`Bearer \${KEY}\`,
      'Content-Type': contentType,
      'Watchkeeper-Timestamp': timestamp,
      'Watchkeeper-Nonce': nonce,
      'Watchkeeper-Content-SHA256': sha256,
      'Watchkeeper-Signature': 'v1=' + createHmac('sha256', SIGNING_KEY).update(signed).digest('hex'),
    },
  });
}

const item = {
  externalId: 'evt-signed', platform: 'Example Messenger', occurredAt: '2026-11-20T08:15:00+01:00',
  subject: { externalId: 'u1' }, signals: [{ kind: 'user_report', reason: 'child_safety' }],
};
const answer = await send('/api/intake/v1/items', 'application/json', JSON.stringify(item));
console.log(answer.status, await answer.text());
`;

export const PROBLEM = `HTTP/1.1 400
Content-Type: application/problem+json

{
  "type": "about:blank#invalid",
  "title": "invalid",
  "status": 400,
  "detail": "The item has 2 fields that cannot be accepted.",
  "code": "invalid",
  "errors": [
    { "field": "occurredAt", "message": "Must be a date and time with its offset, …" },
    { "field": "signals/0/algorithm", "message": "Is missing; a hash_match needs it" }
  ],
  "requestId": "019aae64-…"
}`;
