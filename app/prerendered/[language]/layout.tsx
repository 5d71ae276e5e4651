import { PageDocument, pageMetadata } from '@/app/page-document'
import { copyIn, LANGUAGES, languageOrFirst } from '@/lib/copy'

type Props = LayoutProps<'/prerendered/[language]'>

const copy = async ({ params }: Pick<Props, 'params'>) => copyIn(languageOrFirst((await params).language))

export const generateMetadata = async (props: Props) => pageMetadata(await copy(props))

export const dynamicParams = false
export const generateStaticParams = () => LANGUAGES.map((language) => ({ language }))

/** Around the prerendered form: the other pages are in the language of their request. */
export default async function LanguageLayout(props: Props) {
  return <PageDocument t={await copy(props)}>{props.children}</PageDocument>
}
