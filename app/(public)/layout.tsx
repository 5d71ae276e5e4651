import type { ReactNode } from 'react'
import { PageDocument, pageMetadata } from '@/app/page-document'
import { copyForRequest } from '@/lib/http'

export const generateMetadata = async () => pageMetadata(await copyForRequest())

/** Around the pages on the way in and out. */
export default async function PublicLayout({ children }: { children: ReactNode }) {
  return <PageDocument t={await copyForRequest()}>{children}</PageDocument>
}
