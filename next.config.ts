import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  // The launcher builds beside a build that a running server serves from (bin/launch/build.ts).
  distDir: process.env.BUILD_DIR ?? '.next',
  poweredByHeader: false,
  devIndicators: false,
  // `npm run check` checks types, and a production install carries no compiler.
  typescript: { ignoreBuildErrors: true },
  agentRules: false,
  // Native or worker-like packages that must stay outside the server bundle.
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'pino', 'graphile-worker'],
  experimental: { authInterrupts: true },
};

export default nextConfig;
