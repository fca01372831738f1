import { expect, test } from 'vitest';
import { drawWebhookSecret, isWebhookSecret, signWebhook } from './sign';

// The example of the specification's own libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('a signature is what the libraries of the specification make of the same message', () => {
  expect(signWebhook(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('a signature holds for one id, one time and one body only', () => {
  const signatures = [signWebhook(SECRET, 'a', 1, '{}'), signWebhook(SECRET, 'b', 1, '{}'), signWebhook(SECRET, 'a', 2, '{}'), signWebhook(SECRET, 'a', 1, '{ }')];
  expect(new Set(signatures).size).toBe(4);
});

test('a secret of ours is one, and no two are alike', () => {
  const [one, other] = [drawWebhookSecret(), drawWebhookSecret()];
  expect([isWebhookSecret(one), isWebhookSecret(other), one === other]).toEqual([true, true, false]);
});

test.each(['', 'whsec_', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_short', `whsec_${'A'.repeat(200)}`, 'whsec_not base64 at all, not base64 at all'])('%j is no secret, and is not repeated in the error', (secret) => {
  expect(isWebhookSecret(secret)).toBe(false);
  expect(() => signWebhook(secret, 'a', 1, '{}')).toThrow(/^A webhook secret is whsec_ and 24 to 64 bytes in base64\.$/);
});
