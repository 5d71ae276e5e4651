# docker build -t magic-link .
#
# One image for everything that compose.yaml runs: the server, the migrations and the gateway to
# Redis. The build needs no settings. e2e/image carries these steps out without Docker.

FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY packages packages
COPY prisma prisma
COPY scripts/dictionaries.ts scripts/
RUN npm ci
# Next would pack them: images aren't resized, and this system isn't Alpine.
RUN rm -rf node_modules/sharp node_modules/@img node_modules/@libsql/*-musl
COPY . .
RUN npm run build:standalone
RUN mkdir -p root/data && mv .next/standalone root/app

# Like node:24-bookworm-slim, without a shell and a package manager.
FROM gcr.io/distroless/cc-debian12:nonroot
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /app/root/app /app
COPY --from=build --chown=65532:65532 /app/root/data /data
USER 65532:65532
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["node", "healthy.mjs"]
ENTRYPOINT ["node"]
CMD ["server.js"]
