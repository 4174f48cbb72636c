# The product in an image: built in the first stage, run in the second without build tools, as a user without rights.
FROM node:20-bookworm-slim AS build
WORKDIR /roundtable
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /roundtable
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force && mkdir /data && chown node:node /data
COPY --from=build /roundtable/build build
COPY app/cli/*.mjs app/cli/
COPY prisma/migrations prisma/migrations
COPY prisma/seed/content prisma/seed/content
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app/cli/roundtable.mjs", "start"]
