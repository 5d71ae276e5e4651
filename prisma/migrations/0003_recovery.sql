-- Devices of reported sign-ins stay unknown: that is told by the hash alone from here on.
UPDATE "Session" SET "deviceHash" = '' WHERE "endReason" = 'reported';
