-- CreateTable
CREATE TABLE "Session" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "externalId" TEXT,
    "topicId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "label" TEXT NOT NULL,
    "chatham" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Jerusalem',
    "place" TEXT NOT NULL DEFAULT '',
    "videoUrl" TEXT NOT NULL DEFAULT '',
    "audience" TEXT NOT NULL DEFAULT 'members',
    "audienceRoles" TEXT NOT NULL DEFAULT '[]',
    "capacity" INTEGER,
    "programmeId" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "authorId" TEXT NOT NULL,
    "authorityId" INTEGER,
    "cancelledReason" TEXT,
    "attendedCount" INTEGER,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "deletedAt" DATETIME,
    CONSTRAINT "Session_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Session_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Member" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Programme" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "SessionHost" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("sessionId", "memberId"),
    CONSTRAINT "SessionHost_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SessionHost_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER,
    "presenter" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "AgendaItem_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SessionRecipient" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "invited" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("sessionId", "memberId"),
    CONSTRAINT "SessionRecipient_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SessionRecipient_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SessionReply" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "repliedAt" DATETIME NOT NULL,

    PRIMARY KEY ("sessionId", "memberId"),
    CONSTRAINT "SessionReply_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SessionReply_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attendance" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT,
    "name" TEXT NOT NULL,
    "authority" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "attended" BOOLEAN,
    CONSTRAINT "Attendance_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Attendance_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SessionThread" (
    "sessionId" INTEGER NOT NULL,
    "threadId" INTEGER NOT NULL,

    PRIMARY KEY ("sessionId", "threadId"),
    CONSTRAINT "SessionThread_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SessionThread_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Summary" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "label" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "rendererVersion" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authorId" TEXT NOT NULL,
    "commentsUntil" DATETIME,
    "publishedAt" DATETIME,
    "amendedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Summary_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SummaryRevision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "summaryId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "editorId" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "published" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SummaryRevision_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SummaryRecord" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "summaryId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "done" BOOLEAN NOT NULL DEFAULT false,
    "doneAt" DATETIME,
    "ownerId" TEXT,
    "ownerName" TEXT NOT NULL DEFAULT '',
    "due" TEXT,
    "remindedOn" TEXT,
    "supersededById" INTEGER,
    "threadId" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "SummaryRecord_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SummaryRecord_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "SummaryRecord_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "SummaryRecord" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "SummaryRecord_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SummaryComment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "summaryId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "body" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "SummaryComment_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "QuoteConsent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "summaryId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "askedAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    CONSTRAINT "QuoteConsent_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "memberId" TEXT NOT NULL PRIMARY KEY,
    "tokenHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "CalendarFeed_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Notification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "threadId" INTEGER,
    "postId" INTEGER,
    "savedSearchId" INTEGER,
    "sessionId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "readAt" DATETIME,
    CONSTRAINT "Notification_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Notification_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_savedSearchId_fkey" FOREIGN KEY ("savedSearchId") REFERENCES "SavedSearch" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Notification" ("actorId", "createdAt", "id", "kind", "memberId", "postId", "readAt", "savedSearchId", "threadId") SELECT "actorId", "createdAt", "id", "kind", "memberId", "postId", "readAt", "savedSearchId", "threadId" FROM "Notification";
DROP TABLE "Notification";
ALTER TABLE "new_Notification" RENAME TO "Notification";
CREATE INDEX "Notification_memberId_id_idx" ON "Notification"("memberId", "id" DESC);
CREATE INDEX "Notification_memberId_readAt_idx" ON "Notification"("memberId", "readAt");
CREATE INDEX "Notification_savedSearchId_idx" ON "Notification"("savedSearchId");
CREATE INDEX "Notification_sessionId_idx" ON "Notification"("sessionId");
CREATE INDEX "Notification_threadId_idx" ON "Notification"("threadId");
CREATE INDEX "Notification_postId_idx" ON "Notification"("postId");
CREATE INDEX "Notification_actorId_idx" ON "Notification"("actorId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Session_externalId_key" ON "Session"("externalId");

-- CreateIndex
CREATE INDEX "Session_startsAt_id_idx" ON "Session"("startsAt", "id");

-- CreateIndex
CREATE INDEX "Session_topicId_startsAt_id_idx" ON "Session"("topicId", "startsAt", "id");

-- CreateIndex
CREATE INDEX "Session_programmeId_position_idx" ON "Session"("programmeId", "position");

-- CreateIndex
CREATE INDEX "Session_authorId_idx" ON "Session"("authorId");

-- CreateIndex
CREATE INDEX "Session_authorityId_idx" ON "Session"("authorityId");

-- CreateIndex
CREATE INDEX "Programme_authorId_idx" ON "Programme"("authorId");

-- CreateIndex
CREATE INDEX "SessionHost_memberId_idx" ON "SessionHost"("memberId");

-- CreateIndex
CREATE INDEX "AgendaItem_sessionId_position_idx" ON "AgendaItem"("sessionId", "position");

-- CreateIndex
CREATE INDEX "SessionRecipient_memberId_idx" ON "SessionRecipient"("memberId");

-- CreateIndex
CREATE INDEX "SessionReply_sessionId_state_since_idx" ON "SessionReply"("sessionId", "state", "since");

-- CreateIndex
CREATE INDEX "SessionReply_memberId_idx" ON "SessionReply"("memberId");

-- CreateIndex
CREATE INDEX "Attendance_sessionId_id_idx" ON "Attendance"("sessionId", "id");

-- CreateIndex
CREATE INDEX "Attendance_memberId_idx" ON "Attendance"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "Attendance_sessionId_memberId_key" ON "Attendance"("sessionId", "memberId");

-- CreateIndex
CREATE INDEX "SessionThread_threadId_idx" ON "SessionThread"("threadId");

-- CreateIndex
CREATE UNIQUE INDEX "Summary_sessionId_key" ON "Summary"("sessionId");

-- CreateIndex
CREATE UNIQUE INDEX "SummaryRevision_summaryId_number_key" ON "SummaryRevision"("summaryId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "SummaryRecord_threadId_key" ON "SummaryRecord"("threadId");

-- CreateIndex
CREATE INDEX "SummaryRecord_summaryId_position_idx" ON "SummaryRecord"("summaryId", "position");

-- CreateIndex
CREATE INDEX "SummaryRecord_kind_id_idx" ON "SummaryRecord"("kind", "id");

-- CreateIndex
CREATE INDEX "SummaryRecord_ownerId_done_due_idx" ON "SummaryRecord"("ownerId", "done", "due");

-- CreateIndex
CREATE INDEX "SummaryRecord_supersededById_idx" ON "SummaryRecord"("supersededById");

-- CreateIndex
CREATE INDEX "SummaryComment_summaryId_id_idx" ON "SummaryComment"("summaryId", "id");

-- CreateIndex
CREATE INDEX "QuoteConsent_summaryId_idx" ON "QuoteConsent"("summaryId");

-- CreateIndex
CREATE INDEX "QuoteConsent_memberId_state_idx" ON "QuoteConsent"("memberId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_tokenHash_key" ON "CalendarFeed"("tokenHash");
