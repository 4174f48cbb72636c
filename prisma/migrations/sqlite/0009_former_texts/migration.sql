-- Added to the tables as they are: making them anew would empty what hangs on them.
ALTER TABLE "PostRevision" ADD COLUMN "floor" TEXT NOT NULL DEFAULT 'CLEAR';
ALTER TABLE "Summary" ADD COLUMN "ownersAsText" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "SummaryRevision" ADD COLUMN "floor" TEXT NOT NULL DEFAULT 'CLEAR';

-- Texts of what may have been lowered before this was written down are closed: nobody can say any more which they were.
UPDATE "PostRevision" SET "floor" = 'RED' WHERE "postId" IN (
    SELECT "Post"."id" FROM "Post" JOIN "AuditEntry" ON ("subjectType" = 'post' AND "subjectId" = CAST("Post"."id" AS TEXT))
        OR ("subjectType" = 'thread' AND "subjectId" = CAST("Post"."threadId" AS TEXT))
    WHERE "AuditEntry"."action" IN ('post.label', 'thread.label')
);
UPDATE "SummaryRevision" SET "floor" = 'RED' WHERE "summaryId" IN (
    SELECT "Summary"."id" FROM "Summary" JOIN "AuditEntry" ON "subjectType" = 'session' AND "subjectId" = CAST("Summary"."sessionId" AS TEXT)
    WHERE "AuditEntry"."action" IN ('session.label', 'summary.label')
);

-- Summaries whose first text came from a file.
UPDATE "Summary" SET "ownersAsText" = true WHERE "id" IN (
    SELECT "summaryId" FROM "SummaryRevision" WHERE "number" = 1 AND "reason" = 'import'
);
