-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'saved_search';

-- AlterTable
ALTER TABLE "Authority" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "savedSearchId" INTEGER;

-- CreateTable
CREATE TABLE "SearchIndex" (
    "id" TEXT NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "head" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leasedUntil" TIMESTAMP(3),
    "sweptAt" TIMESTAMP(3),
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "rebuildRequestedAt" TIMESTAMP(3),
    "rebuildDocuments" INTEGER NOT NULL DEFAULT 0,
    "rebuiltAt" TIMESTAMP(3),
    "lastError" TEXT,
    "lastErrorAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SearchIndex_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchFailure" (
    "indexId" TEXT NOT NULL,
    "entityType" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failedAt" TIMESTAMP(3) NOT NULL,
    "retryAt" TIMESTAMP(3),

    CONSTRAINT "SearchFailure_pkey" PRIMARY KEY ("indexId","entityType","entityId")
);

-- CreateTable
CREATE TABLE "SynonymGroup" (
    "id" SERIAL NOT NULL,
    "terms" TEXT NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SynonymGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" SERIAL NOT NULL,
    "memberId" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "notify" BOOLEAN NOT NULL DEFAULT true,
    "toldUntil" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SavedSearch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SearchFailure_indexId_retryAt_idx" ON "SearchFailure"("indexId", "retryAt");

-- CreateIndex
CREATE INDEX "SavedSearch_notify_toldUntil_idx" ON "SavedSearch"("notify", "toldUntil");

-- CreateIndex
CREATE UNIQUE INDEX "SavedSearch_memberId_query_key" ON "SavedSearch"("memberId", "query");

-- CreateIndex
CREATE INDEX "Notification_savedSearchId_idx" ON "Notification"("savedSearchId");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_savedSearchId_fkey" FOREIGN KEY ("savedSearchId") REFERENCES "SavedSearch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SavedSearch" ADD CONSTRAINT "SavedSearch_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
