import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('en')

export { metadata, Page as default }
