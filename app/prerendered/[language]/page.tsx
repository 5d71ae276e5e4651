import { SignInDocument, signInMetadata } from '@/app/sign-in-document'
import { copyIn, LANGUAGES, languageOrFirst } from '@/lib/copy'

type Props = PageProps<'/prerendered/[language]'>

/** All but the first, which is at `/` itself. */
export const generateStaticParams = () => LANGUAGES.slice(1).map((language) => ({ language }))
export const dynamicParams = false

const copyOf = async ({ params }: Props) => copyIn(languageOrFirst((await params).language))

export const generateMetadata = async (props: Props) => signInMetadata(await copyOf(props))

export default async function FormPage(props: Props) {
  return <SignInDocument t={await copyOf(props)} />
}
