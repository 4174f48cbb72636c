-- CreateTable
CREATE TABLE "AuthorityRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" TEXT NOT NULL,
    "authorityId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AuthorityRequest_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AuthorityRequest_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Measure" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" DATETIME,
    "takenById" TEXT,
    "takenAt" DATETIME NOT NULL,
    "readAt" DATETIME,
    "endedAt" DATETIME,
    "appeal" TEXT,
    "appealedAt" DATETIME,
    "answer" TEXT,
    "answerReason" TEXT,
    "answeredById" TEXT,
    "answeredAt" DATETIME,
    CONSTRAINT "Measure_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Measure_takenById_fkey" FOREIGN KEY ("takenById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Measure_answeredById_fkey" FOREIGN KEY ("answeredById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    "importedAt" DATETIME,
    "verifiedById" TEXT,
    "verifiedAt" DATETIME,
    "validUntil" DATETIME,
    "contactsRemindedOf" DATETIME,
    "remindedOf" DATETIME,
    "showsItRole" BOOLEAN NOT NULL DEFAULT true,
    "showsEmployment" BOOLEAN NOT NULL DEFAULT true,
    "showsAbout" BOOLEAN NOT NULL DEFAULT true,
    "showsEmail" BOOLEAN NOT NULL DEFAULT false,
    "silencedUntil" DATETIME,
    "suspendedUntil" DATETIME,
    "previousVisitAt" DATETIME,
    "lastSeenAt" DATETIME,
    "erasedAt" DATETIME,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Member_verifiedById_fkey" FOREIGN KEY ("verifiedById") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Member" ("about", "createdAt", "density", "email", "emailVerified", "employment", "erasedAt", "externalId", "handle", "id", "image", "itRole", "lastSeenAt", "locale", "mailNotices", "name", "nameEn", "previousVisitAt", "revision", "role", "status", "theme", "updatedAt", "validUntil", "verifiedAt", "verifiedById") SELECT "about", "createdAt", "density", "email", "emailVerified", "employment", "erasedAt", "externalId", "handle", "id", "image", "itRole", "lastSeenAt", "locale", "mailNotices", "name", "nameEn", "previousVisitAt", "revision", "role", "status", "theme", "updatedAt", "validUntil", "verifiedAt", "verifiedById" FROM "Member";
DROP TABLE "Member";
ALTER TABLE "new_Member" RENAME TO "Member";
CREATE UNIQUE INDEX "Member_handle_key" ON "Member"("handle");
CREATE UNIQUE INDEX "Member_email_key" ON "Member"("email");
CREATE UNIQUE INDEX "Member_externalId_key" ON "Member"("externalId");
CREATE INDEX "Member_status_createdAt_idx" ON "Member"("status", "createdAt");
CREATE INDEX "Member_status_validUntil_idx" ON "Member"("status", "validUntil");
CREATE INDEX "Member_verifiedById_idx" ON "Member"("verifiedById");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "AuthorityRequest_authorityId_idx" ON "AuthorityRequest"("authorityId");

-- CreateIndex
CREATE UNIQUE INDEX "AuthorityRequest_memberId_authorityId_key" ON "AuthorityRequest"("memberId", "authorityId");

-- CreateIndex
CREATE INDEX "Measure_memberId_idx" ON "Measure"("memberId");

-- CreateIndex
CREATE INDEX "Measure_takenById_idx" ON "Measure"("takenById");

-- CreateIndex
CREATE INDEX "Measure_answeredById_idx" ON "Measure"("answeredById");

-- CreateIndex
CREATE INDEX "Measure_kind_endedAt_until_idx" ON "Measure"("kind", "endedAt", "until");
