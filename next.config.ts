import type { NextConfig } from 'next';
import { DOWNLOAD_ANSWER, EVERY_ANSWER, MACHINE_ANSWER } from './lib/web/headers';

const listed = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([key, value]) => ({ key, value }));

const nextConfig: NextConfig = {
  // The launcher builds beside a build that a running server serves from (bin/launch/build.ts).
  distDir: process.env.BUILD_DIR ?? '.next',
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` checks types, and a production install carries no compiler.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  // Nothing here goes through Next's picture service: renderings come from lib/evidence alone, so its address is shut.
  images: { unoptimized: true },
  // Native or worker-like packages that must stay outside the server bundle.
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'pino', 'graphile-worker', 'pdfkit'],
  experimental: { authInterrupts: true },
  // Pages have theirs from proxy.ts, which knows the nonce. Of two rules for one name the later counts.
  headers: () =>
    Promise.resolve([
      { source: '/:path*', headers: listed(EVERY_ANSWER) },
      // Hashes of the audit log alone may be kept by who asked for them; their route says which.
      { source: '/api/:path((?!audit/tile/\\d).*)', headers: listed(MACHINE_ANSWER) },
      { source: '/api/referrals/:referralId/package', headers: listed(DOWNLOAD_ANSWER) },
      { source: '/api/reports/:reportId/files/:fileId', headers: listed(DOWNLOAD_ANSWER) },
    ]),
};

export default nextConfig;
