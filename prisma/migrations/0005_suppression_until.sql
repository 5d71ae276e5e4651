-- A bounce suppresses for a week; a complaint (NULL) stays until its owner or an operator lifts it.
ALTER TABLE "Suppression" ADD COLUMN "until" DATETIME;
UPDATE "Suppression" SET "until" = strftime('%Y-%m-%dT%H:%M:%f+00:00', "createdAt", '+7 days') WHERE "reason" = 'bounced';

-- Rows long past are pruned.
CREATE INDEX "Suppression_until_idx" ON "Suppression"("until");
