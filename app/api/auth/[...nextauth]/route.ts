import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { type CompanySettings, beginCompanySignOn, companySettings, companyToken, finishCompanySignOn, limit } from '@/lib/access';
import { beginCompanyInput } from '@/lib/access/schema';
import { fail, randomIds } from '@/lib/kernel';
import { giveBackAll } from '@/lib/queue';
import { arrivalOf, currentClient, jsonResponse, openRoute } from '@/lib/web';

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

const cookieValues = async () => Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value]));

/** To a path of ours. By its address alone: behind a proxy the request's own is not what the browser asked for. */
function seeOther(path: string, set: readonly string[] = []): Response {
  const headers = new Headers({ Location: path, 'Cache-Control': 'no-store' });
  for (const cookie of set) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}

const begin = openRoute({
  input: beginCompanyInput,
  async run({ input }) {
    const settings = companySettings();
    if (!settings) return fail('not_found', 'There is no company sign-on at this desk.');
    const begun = await beginCompanySignOn(settings, await cookieValues(), input);
    return begun.ok ? jsonResponse(begun.value.value, 200, begun.value.cookies) : begun;
  },
});

async function comeBack(request: Request, settings: CompanySettings): Promise<Response> {
  const client = await currentClient();
  if (!(await limit('sign_in', client.address ?? 'unknown')).ok) return seeOther('/sign-in?company=too_many');
  const arrival = await arrivalOf({ client, requestId: randomIds.next() });
  const done = await finishCompanySignOn(settings, arrival, { cookies: await cookieValues(), query: new URL(request.url).searchParams }, giveBackAll);
  return seeOther(done.value.path, done.cookies);
}

/** Where next-auth lives; of its paths there are three, and none of its own sessions. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const settings = companySettings();
  const path = (await params).nextauth.join('/');
  if (settings && path === 'callback/company') return comeBack(request, settings);
  if (!settings || path !== 'csrf') return notFound();
  const { value, cookies: set } = await companyToken(settings, await cookieValues());
  return jsonResponse(value, 200, set);
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!companySettings() || (await params).nextauth.join('/') !== 'signin/company') return notFound();
  return begin(request);
}
