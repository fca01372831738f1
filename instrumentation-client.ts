// Runs in the browser before anything else of the application.
import { config } from 'zod/v4/core';

// Zod would try to compile its schemas, and the page's policy forbids making code out of text, and reports each try.
config({ jitless: true });

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * The bundler's loader sets the address of its next file as plain text. The policy lets that be a file of our own
 * build; of nothing else can a text become code or markup in the page.
 * @see https://www.w3.org/TR/trusted-types/
 */
(globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('default', {
  createScriptURL(text) {
    const { origin, pathname } = new URL(text, location.href);
    if (origin !== location.origin || !pathname.startsWith('/_next/static/')) throw new TypeError('Not a script of this desk.');
    return text;
  },
});
