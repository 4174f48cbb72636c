-- CreateTable
CREATE TABLE "SearchIndex" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "head" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leasedUntil" DATETIME,
    "sweptAt" DATETIME,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "rebuildRequestedAt" DATETIME,
    "rebuildDocuments" INTEGER NOT NULL DEFAULT 0,
    "rebuiltAt" DATETIME,
    "lastError" TEXT,
    "lastErrorAt" DATETIME,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SearchFailure" (
    "indexId" TEXT NOT NULL,
    "entityType" TEXT NOT NULL,
    "entityId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failedAt" DATETIME NOT NULL,
    "retryAt" DATETIME,

    PRIMARY KEY ("indexId", "entityType", "entityId")
);

-- CreateTable
CREATE TABLE "SynonymGroup" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "terms" TEXT NOT NULL,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SavedSearch" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "notify" BOOLEAN NOT NULL DEFAULT true,
    "toldUntil" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SavedSearch_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Authority" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "nameHe" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" TEXT NOT NULL,
    "district" TEXT NOT NULL,
    "population" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO "new_Authority" ("createdAt", "district", "id", "kind", "nameEn", "nameHe", "population", "size", "slug") SELECT "createdAt", "district", "id", "kind", "nameEn", "nameHe", "population", "size", "slug" FROM "Authority";
DROP TABLE "Authority";
ALTER TABLE "new_Authority" RENAME TO "Authority";
CREATE UNIQUE INDEX "Authority_slug_key" ON "Authority"("slug");
CREATE TABLE "new_Member" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "status" TEXT NOT NULL DEFAULT 'pending',
    "itRole" TEXT,
    "employment" TEXT NOT NULL DEFAULT 'staff',
    "about" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'he',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "density" TEXT NOT NULL DEFAULT 'comfortable',
    "mailNotices" BOOLEAN NOT NULL DEFAULT true,
    "externalId" TEXT,
    "verifiedById" TEXT,
    "verifiedAt" DATETIME,
    "validUntil" DATETIME,
    "previousVisitAt" DATETIME,
    "lastSeenAt" DATETIME,
    "erasedAt" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Member_verifiedById_fkey" FOREIGN KEY ("verifiedById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Member" ("about", "createdAt", "density", "email", "emailVerified", "employment", "erasedAt", "externalId", "handle", "id", "image", "itRole", "lastSeenAt", "locale", "mailNotices", "name", "nameEn", "previousVisitAt", "role", "status", "theme", "updatedAt", "validUntil", "verifiedAt", "verifiedById") SELECT "about", "createdAt", "density", "email", "emailVerified", "employment", "erasedAt", "externalId", "handle", "id", "image", "itRole", "lastSeenAt", "locale", "mailNotices", "name", "nameEn", "previousVisitAt", "role", "status", "theme", "updatedAt", "validUntil", "verifiedAt", "verifiedById" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE UNIQUE INDEX "Member_handle_key" ON "Member"("handle");
CREATE UNIQUE INDEX "Member_email_key" ON "Member"("email");
CREATE UNIQUE INDEX "Member_externalId_key" ON "Member"("externalId");
CREATE INDEX "Member_status_createdAt_idx" ON "Member"("status", "createdAt");
CREATE INDEX "Member_verifiedById_idx" ON "Member"("verifiedById");
CREATE TABLE "new_Notification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "threadId" INTEGER,
    "postId" INTEGER,
    "savedSearchId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "readAt" DATETIME,
    CONSTRAINT "Notification_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Notification_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_savedSearchId_fkey" FOREIGN KEY ("savedSearchId") REFERENCES "SavedSearch" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Notification" ("actorId", "createdAt", "id", "kind", "memberId", "postId", "readAt", "threadId") SELECT "actorId", "createdAt", "id", "kind", "memberId", "postId", "readAt", "threadId" FROM "Notification";
DROP TABLE "Notification";
ALTER TABLE "new_Notification" RENAME TO "Notification";
CREATE INDEX "Notification_memberId_id_idx" ON "Notification"("memberId", "id" DESC);
CREATE INDEX "Notification_memberId_readAt_idx" ON "Notification"("memberId", "readAt");
CREATE INDEX "Notification_savedSearchId_idx" ON "Notification"("savedSearchId");
CREATE INDEX "Notification_threadId_idx" ON "Notification"("threadId");
CREATE INDEX "Notification_postId_idx" ON "Notification"("postId");
CREATE INDEX "Notification_actorId_idx" ON "Notification"("actorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "SearchFailure_indexId_retryAt_idx" ON "SearchFailure"("indexId", "retryAt");

-- CreateIndex
CREATE INDEX "SavedSearch_notify_toldUntil_idx" ON "SavedSearch"("notify", "toldUntil");

-- CreateIndex
CREATE UNIQUE INDEX "SavedSearch_memberId_query_key" ON "SavedSearch"("memberId", "query");
