import { authHandler } from '@/lib/access';

export { authHandler as GET, authHandler as POST };
