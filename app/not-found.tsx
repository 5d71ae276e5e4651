/**
 * Never shown: next.config.ts leads what nothing else answers to nothing-here, and a page redirects
 * there instead of calling `notFound()`. But each page carries this one along, and Next's own is a
 * kilobyte.
 */
export default function NotFound() {
  return null
}
