'use client'

import { useEffect } from 'react'
import { signInChannel } from '@/app/sign-in-channel'

/** Tells this browser's waiting tabs to look again. */
export function AnnounceSignIn() {
  useEffect(() => {
    const channel = signInChannel()
    channel.postMessage('signed in')
    channel.close()
  }, [])
  return null
}
