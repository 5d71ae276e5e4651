/** What the browser tells of its clock. It lasts as long as the browser is open. */
export const TIME_ZONE_COOKIE = 'time-zone'
