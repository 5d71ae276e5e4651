/** What is yours to change: pages, emails and icons take it from here. */
export const brand = {
  name: 'Magic Link',
}
