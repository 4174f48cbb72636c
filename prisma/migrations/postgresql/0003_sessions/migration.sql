-- CreateEnum
CREATE TYPE "SessionKind" AS ENUM ('round_table', 'course', 'exercise', 'panel', 'lecture');

-- CreateEnum
CREATE TYPE "SessionState" AS ENUM ('planned', 'held', 'cancelled');

-- CreateEnum
CREATE TYPE "SessionAudience" AS ENUM ('members', 'roles', 'invited');

-- CreateEnum
CREATE TYPE "ReplyState" AS ENUM ('going', 'maybe', 'no', 'waiting');

-- CreateEnum
CREATE TYPE "ProgrammeKind" AS ENUM ('course', 'conference');

-- CreateEnum
CREATE TYPE "SummaryState" AS ENUM ('draft', 'comments', 'published');

-- CreateEnum
CREATE TYPE "RecordKind" AS ENUM ('insight', 'decision', 'question', 'action', 'ask', 'parking');

-- CreateEnum
CREATE TYPE "ConsentState" AS ENUM ('asked', 'granted', 'refused');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'session_invited';
ALTER TYPE "NotificationKind" ADD VALUE 'session_changed';
ALTER TYPE "NotificationKind" ADD VALUE 'session_cancelled';
ALTER TYPE "NotificationKind" ADD VALUE 'session_place';
ALTER TYPE "NotificationKind" ADD VALUE 'summary_comments';
ALTER TYPE "NotificationKind" ADD VALUE 'summary_published';
ALTER TYPE "NotificationKind" ADD VALUE 'action_assigned';
ALTER TYPE "NotificationKind" ADD VALUE 'action_due';
ALTER TYPE "NotificationKind" ADD VALUE 'quote_consent';

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "sessionId" INTEGER;

-- CreateTable
CREATE TABLE "Session" (
    "id" SERIAL NOT NULL,
    "externalId" TEXT,
    "topicId" INTEGER NOT NULL,
    "kind" "SessionKind" NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "label" "Label" NOT NULL,
    "chatham" BOOLEAN NOT NULL DEFAULT false,
    "state" "SessionState" NOT NULL DEFAULT 'planned',
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "zone" TEXT NOT NULL DEFAULT 'Asia/Jerusalem',
    "place" TEXT NOT NULL DEFAULT '',
    "videoUrl" TEXT NOT NULL DEFAULT '',
    "audience" "SessionAudience" NOT NULL DEFAULT 'members',
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
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Programme" (
    "id" SERIAL NOT NULL,
    "kind" "ProgrammeKind" NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionHost" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "SessionHost_pkey" PRIMARY KEY ("sessionId","memberId")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER,
    "presenter" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionRecipient" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "invited" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "SessionRecipient_pkey" PRIMARY KEY ("sessionId","memberId")
);

-- CreateTable
CREATE TABLE "SessionReply" (
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "state" "ReplyState" NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "repliedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SessionReply_pkey" PRIMARY KEY ("sessionId","memberId")
);

-- CreateTable
CREATE TABLE "Attendance" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "memberId" TEXT,
    "name" TEXT NOT NULL,
    "authority" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "attended" BOOLEAN,

    CONSTRAINT "Attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionThread" (
    "sessionId" INTEGER NOT NULL,
    "threadId" INTEGER NOT NULL,

    CONSTRAINT "SessionThread_pkey" PRIMARY KEY ("sessionId","threadId")
);

-- CreateTable
CREATE TABLE "Summary" (
    "id" SERIAL NOT NULL,
    "sessionId" INTEGER NOT NULL,
    "state" "SummaryState" NOT NULL DEFAULT 'draft',
    "label" "Label" NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "rendererVersion" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "authorId" TEXT NOT NULL,
    "commentsUntil" TIMESTAMP(3),
    "publishedAt" TIMESTAMP(3),
    "amendedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Summary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SummaryRevision" (
    "id" SERIAL NOT NULL,
    "summaryId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "editorId" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "published" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SummaryRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SummaryRecord" (
    "id" SERIAL NOT NULL,
    "summaryId" INTEGER NOT NULL,
    "kind" "RecordKind" NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "done" BOOLEAN NOT NULL DEFAULT false,
    "doneAt" TIMESTAMP(3),
    "ownerId" TEXT,
    "ownerName" TEXT NOT NULL DEFAULT '',
    "due" TEXT,
    "remindedOn" TEXT,
    "supersededById" INTEGER,
    "threadId" INTEGER,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SummaryRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SummaryComment" (
    "id" SERIAL NOT NULL,
    "summaryId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SummaryComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuoteConsent" (
    "id" SERIAL NOT NULL,
    "summaryId" INTEGER NOT NULL,
    "memberId" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "state" "ConsentState" NOT NULL DEFAULT 'asked',
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),

    CONSTRAINT "QuoteConsent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "memberId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("memberId")
);

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

-- CreateIndex
CREATE INDEX "Notification_sessionId_idx" ON "Notification"("sessionId");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "Authority"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionHost" ADD CONSTRAINT "SessionHost_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionHost" ADD CONSTRAINT "SessionHost_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionRecipient" ADD CONSTRAINT "SessionRecipient_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionRecipient" ADD CONSTRAINT "SessionRecipient_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionReply" ADD CONSTRAINT "SessionReply_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionReply" ADD CONSTRAINT "SessionReply_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attendance" ADD CONSTRAINT "Attendance_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionThread" ADD CONSTRAINT "SessionThread_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionThread" ADD CONSTRAINT "SessionThread_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Summary" ADD CONSTRAINT "Summary_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryRevision" ADD CONSTRAINT "SummaryRevision_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryRecord" ADD CONSTRAINT "SummaryRecord_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryRecord" ADD CONSTRAINT "SummaryRecord_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryRecord" ADD CONSTRAINT "SummaryRecord_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "SummaryRecord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryRecord" ADD CONSTRAINT "SummaryRecord_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SummaryComment" ADD CONSTRAINT "SummaryComment_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteConsent" ADD CONSTRAINT "QuoteConsent_summaryId_fkey" FOREIGN KEY ("summaryId") REFERENCES "Summary"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
