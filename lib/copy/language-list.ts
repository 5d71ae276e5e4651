/**
 * The languages that pages and emails are written in (ISO 639-1), in the order in which they are
 * offered. Visitors who read none of them get the first. Each has a dictionary in this folder.
 */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'ja', 'ar'] as const
