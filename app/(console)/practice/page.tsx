'use client'
import { useQuery } from '@tanstack/react-query'
import { PracticeList } from '@/components/fleet/practice-list'
import { PracticeButton } from '@/components/forms/practice-button'
import { PracticeImage } from '@/components/forms/practice-image'
import { PracticeTime } from '@/components/forms/practice-time'
import { StartOver } from '@/components/forms/start-over'
import { Crumbs } from '@/components/shell/crumbs'
import { ErrorState } from '@/components/ui/error-state'
import { Link } from '@/components/ui/link'
import { Page, Section } from '@/components/ui/page'
import { Properties } from '@/components/ui/properties'
import { Skeleton } from '@/components/ui/skeleton'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import type { Practice } from '@/lib/api/practice'
import { to } from '@/lib/api/to'
import { useMe } from '@/lib/api/use-me'

const clock = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

export default function PracticePage() {
  const { data, error, refetch } = useQuery({ ...q(api.practice), refetchInterval: 2000 })
  const may = useMe().may('practice.control')
  return (
    <Page
      title="Practice"
      description={`Break the simulated fleet, and see what Quayside shows.${may ? ' All of it is in the audit.' : ' An admin may; you may watch.'}`}
    >
      <title>Practice · Quayside</title>
      <Crumbs items={[{ label: 'Practice' }]} />
      {data ? (
        <Controls of={data} may={may} />
      ) : error ? (
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-64 w-full" />
      )}
    </Page>
  )
}

function Controls({ of, may }: { of: Practice; may: boolean }) {
  return (
    <>
      <Section title="Time" description="Quayside follows the clock of AWS, which here is the sandbox's.">
        <Properties
          items={[
            { label: 'The sandbox’s clock', value: <span className="tabular-nums">{clock(of.now)}</span> },
            {
              label: 'Speed',
              value: of.speed === 0 ? 'It stands' : of.speed === 1 ? 'Real time' : `${of.speed} × real time`,
            },
            { label: 'Started from', value: of.seed },
          ]}
        />
        {may && <PracticeTime />}
      </Section>
      <Section
        title="Sites"
        description="A site whose cable is pulled goes dark: its tasks run on, and neither ECS nor Systems Manager hears it."
      >
        {of.sites.length === 0 ? (
          <p className="text-ink-3">This fleet has no sites.</p>
        ) : (
          <PracticeList
            rows={of.sites.map(({ site, hosts, connected }) => ({
              key: site,
              name: <Link href={to('/hosts', {}, { place: site })}>{site}</Link>,
              tone: connected === hosts ? 'ok' : connected === 0 ? 'failed' : 'attention',
              state: `${connected} of ${hosts} hosts connected`,
              action: may && (
                <PracticeButton
                  endpoint={api.practiceSite}
                  params={{ site }}
                  input={{ connected: connected === 0 }}
                  done={connected === 0 ? `${site} is connected again` : `${site} is dark`}
                >
                  {connected === 0 ? 'Put the cable back' : 'Pull the cable'}
                </PracticeButton>
              ),
            }))}
          />
        )}
      </Section>
      <Section title="Images" description="Tasks that cannot pull their image stop before they start.">
        {of.brokenImages.length > 0 && (
          <PracticeList
            rows={of.brokenImages.map((image) => ({
              key: image,
              name: <span className="font-mono text-xs">{image}</span>,
              tone: 'failed',
              state: 'Cannot be pulled',
              action: may && (
                <PracticeButton
                  endpoint={api.practiceImage}
                  params={{}}
                  input={{ image, broken: false }}
                  done={`${image} can be pulled again`}
                >
                  Mend it
                </PracticeButton>
              ),
            }))}
          />
        )}
        {may ? <PracticeImage /> : of.brokenImages.length === 0 && <p className="text-ink-3">None is broken.</p>}
      </Section>
      <Section
        title="Credentials"
        description="With expired ones AWS refuses every call, and pages keep what was known."
      >
        <PracticeList
          rows={[
            {
              key: 'credentials',
              name: 'What Quayside asks AWS with',
              tone: of.credentialsExpired ? 'failed' : 'ok',
              state: of.credentialsExpired ? 'Expired' : 'Good',
              action: may && (
                <PracticeButton
                  endpoint={api.practiceCredentials}
                  params={{}}
                  input={{ expired: !of.credentialsExpired }}
                  done={of.credentialsExpired ? 'The credentials are good again' : 'The credentials have expired'}
                >
                  {of.credentialsExpired ? 'Renew them' : 'Expire them'}
                </PracticeButton>
              ),
            },
          ]}
        />
      </Section>
      {may && (
        <Section title="Start over" description="Another simulated fleet, or this one as it was.">
          <StartOver seed={of.seed} />
        </Section>
      )}
    </>
  )
}
