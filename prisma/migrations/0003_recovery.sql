-- Devices of reported sign-ins stay unknown: that is told by the hash alone from here on.
UPDATE "Session" SET "deviceHash" = '' WHERE "endReason" = 'reported';

-- New devices whose owner hasn't been told yet, few among millions. Earlier ones count as told.
ALTER TABLE "Session" ADD COLUMN "notifiedAt" DATETIME;
UPDATE "Session" SET "notifiedAt" = "createdAt" WHERE "isNewDevice";
CREATE INDEX "Session_lost_notices" ON "Session"("createdAt") WHERE "isNewDevice" AND "notifiedAt" IS NULL;

-- Whether an account has left an address is asked at each first sign-in with it.
CREATE INDEX "EmailChange_oldEmail_idx" ON "EmailChange"("oldEmail");

-- An email that wasn't accepted cancels its change, and so does the visitor: only the first is news.
ALTER TABLE "EmailChange" ADD COLUMN "failedAt" DATETIME;
