-- DropIndex
DROP INDEX "Post_authorityId_idx";

-- CreateIndex
CREATE INDEX "Post_authorityId_createdAt_idx" ON "Post"("authorityId", "createdAt" DESC);
