-- CreateIndex
CREATE INDEX "Thread_topicId_pinnedAt_idx" ON "Thread"("topicId", "pinnedAt");

-- CreateIndex
CREATE INDEX "Post_rendererVersion_idx" ON "Post"("rendererVersion");
