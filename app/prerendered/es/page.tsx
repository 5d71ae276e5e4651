import { formIn } from '@/app/prerendered/form-in'

const { Page, metadata } = formIn('es')

export { metadata, Page as default }
