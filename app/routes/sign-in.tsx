import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { TextInput } from 'nhsuk-react-components'

import { readForm } from '../api/form.ts'
import { safeNext } from '../api/paths.ts'
import { commanding, reading } from '../api/problems.ts'
import { leadTo } from '../api/responses.ts'
import { ErrorSummary } from '../components/forms/error-summary.tsx'
import { fieldsOf, type Rejected } from '../components/forms/form-state.ts'
import { useKeptAnswer } from '../components/forms/use-kept-answer.ts'
import { Submit } from '../components/forms/submit.tsx'
import { Frame } from '../components/frame/frame.tsx'
import { Title } from '../components/frame/title.tsx'
import { SampleSignIns } from '../components/states/sample-sign-ins.tsx'

export const meta: MetaFunction = () => [{ title: 'Sign in - Shared Caseload' }]

const labels = { email: 'Email address', password: 'Password' }

export async function loader(args: LoaderFunctionArgs) {
  const { context, request } = args
  const { searchParams } = new URL(request.url)
  if (await reading(args, () => context.api.auth.me())) throw leadTo(safeNext(searchParams.get('next'), '/'))
  // A sample account that was chosen stands in the address, so that choosing works without JavaScript.
  const chosen = context.sample?.signIns.find(({ email }) => email === searchParams.get('as'))
  return {
    ledHere: (searchParams.get('next') ?? '/') !== '/' && !searchParams.has('as'),
    next: searchParams.get('next'),
    sample: context.sample ?? null,
    chosen: chosen && context.sample ? { email: chosen.email, password: context.sample.password } : undefined,
  }
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request)
  const { email = '', password = '' } = form
  const to = safeNext(new URL(args.request.url).searchParams.get('next'), '/')
  return commanding(args, { email }, labels, () => args.context.api.auth.signIn({ email, password }), to)
}

export default function SignIn() {
  const { ledHere, next, sample, chosen } = useLoaderData<typeof loader>()
  const rejected = useKeptAnswer(useActionData<Rejected>())
  const field = fieldsOf(rejected, chosen)
  return (
    <Frame>
      <div className="page page--narrow">
        <ErrorSummary rejected={rejected} />
        <Title>Sign in</Title>
        <p className="lede">
          {ledHere
            ? 'Sign in to go on to the page you asked for.'
            : 'One list of people for everyone who looks after them.'}
        </p>
        <Form method="post" className="card card--padded form" noValidate key={chosen?.email}>
          <TextInput label={labels.email} type="email" autoComplete="username" spellCheck={false} {...field('email')} />
          <TextInput label={labels.password} type="password" autoComplete="current-password" {...field('password')} />
          <Submit>Sign in</Submit>
        </Form>
        {sample && <SampleSignIns signIns={sample.signIns} next={next} chosen={chosen?.email} />}
      </div>
    </Frame>
  )
}
