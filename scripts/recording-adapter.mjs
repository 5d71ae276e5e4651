import { writeFileSync } from 'node:fs'

// For the build of `npm test`: stands in for a host's adapter (NEXT_ADAPTER_PATH), and records what it
// is given in the file that RECORDED_BUILD names.

export default {
  name: 'recording',
  onBuildComplete({ routing, outputs }) {
    writeFileSync(process.env.RECORDED_BUILD, JSON.stringify({ routing, outputs }))
  },
}
