import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('de')

export { metadata, Page as default }
