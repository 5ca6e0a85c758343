import type * as ecs from '@aws-sdk/client-ecs'
import { type Setting, SettingName } from '@aws-sdk/client-ecs'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid } from './errors'
import { page } from './page'
import { checkWord } from './words'

/**
 * What each setting may be, the value it has before anybody sets it first.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutAccountSetting.html
 */
const values: Record<SettingName, readonly [usual: string, ...others: string[]]> = {
  serviceLongArnFormat: ['enabled', 'disabled'],
  taskLongArnFormat: ['enabled', 'disabled'],
  containerInstanceLongArnFormat: ['enabled', 'disabled'],
  awsvpcTrunking: ['disabled', 'enabled'],
  containerInsights: ['disabled', 'enabled', 'enhanced'],
  fargateFIPSMode: ['disabled', 'enabled'],
  tagResourceAuthorization: ['on', 'off'],
  fargateTaskRetirementWaitPeriod: ['7', '0', '14'],
  guardDutyActivate: ['off', 'on'],
  defaultLogDriverMode: ['non-blocking', 'blocking'],
  fargateEventWindows: ['disabled', 'enabled'],
}

/** Who a setting is for when it is for everybody without one of their own. */
const everybody = 'default'

export const accountSettings: Handlers<typeof ecs, Region> = {
  PutAccountSetting(input, world, caller) {
    return { setting: put(world, input, input.principalArn ?? caller.principal) }
  },

  PutAccountSettingDefault(input, world) {
    return { setting: put(world, input, everybody) }
  },

  DeleteAccountSetting(input, world, caller) {
    const name = known(input.name)
    const principal = input.principalArn ?? caller.principal
    const key = `${principal} ${name}`
    const value = world.ecs.settings.get(key) ?? effective(world, name, principal)
    world.ecs.settings.delete(key)
    return { setting: shown(name, value, principal) }
  },

  ListAccountSettings(input, world, caller) {
    if (input.name !== undefined) known(input.name)
    if (input.value !== undefined && input.name === undefined) throw invalid('You must specify a setting name.')
    const principal = input.principalArn ?? caller.principal
    const all: Setting[] = []
    for (const name of Object.values(SettingName)) {
      const own = world.ecs.settings.get(`${principal} ${name}`)
      const value = input.effectiveSettings ? effective(world, name, principal) : own
      if (value === undefined || (input.name ?? name) !== name || (input.value ?? value) !== value) continue
      all.push(shown(name, value, principal))
    }
    // "1 and 10": API_ListAccountSettings, maxResults
    const { items, nextToken } = page(all, input, { usual: 10 })
    return { settings: items, ...(nextToken && { nextToken }) }
  },
}

/** What holds for a principal: its own, else everybody's, else what AWS begins with. */
export const effective = ({ ecs: { settings } }: Region, name: SettingName, principal: string): string =>
  settings.get(`${principal} ${name}`) ?? settings.get(`${everybody} ${name}`) ?? values[name][0]

function known(name: string | undefined): SettingName {
  checkWord(name, SettingName, 'name')
  const found = Object.values(SettingName).find((one) => one === name)
  if (!found) throw invalid('Setting name cannot be empty.')
  return found
}

function put(
  world: Region,
  input: { name: string | undefined; value: string | undefined },
  principal: string,
): Setting {
  const name = known(input.name)
  const value = input.value ?? ''
  if (!values[name].includes(value))
    throw invalid(
      `Invalid setting value '${value}' for '${name}'. The value must be one of [${values[name].join(', ')}].`,
    )
  world.ecs.settings.set(`${principal} ${name}`, value)
  // What is for everybody is said to be the root user's: API_PutAccountSettingDefault, examples
  return shown(name, value, principal === everybody ? `arn:aws:iam::${world.account}:root` : principal)
}

const shown = (name: SettingName, value: string, principal: string): Setting => ({
  name,
  value,
  principalArn: principal,
  type: name === 'guardDutyActivate' ? 'aws_managed' : 'user',
})
