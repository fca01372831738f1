import { z } from 'zod';

/** What the page sends to begin a company sign-on: next-auth's token, and where to end up. */
export const beginCompanyInput = z.object({ csrfToken: z.string().min(1).max(200), next: z.string().max(500).optional() });
