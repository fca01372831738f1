import { authHandler } from '@/lib/access';

type Handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;
const handler = authHandler as Handler;

export { handler as GET, handler as POST };
