#!/usr/bin/env node
// Writes sandbox/wire/enums/<service>.json: which members of AWS's structures hold words of which enum. The SDK's
// schemas do not say it, its declarations do. Run it after an SDK package is given another version.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { root } from './place.mjs'

/** By the name a service signs with, the package that speaks for it. */
export const packages = {
  'application-autoscaling': 'application-auto-scaling',
  ec2: 'ec2',
  ecr: 'ecr',
  ecs: 'ecs',
  events: 'eventbridge',
  iam: 'iam',
  logs: 'cloudwatch-logs',
  monitoring: 'cloudwatch',
  s3: 's3',
  secretsmanager: 'secrets-manager',
  sqs: 'sqs',
  ssm: 'ssm',
  sts: 'sts',
}

export const fileOf = (service) => path.join(root, 'sandbox/wire/enums', `${service}.json`)

/**
 * Structure → member → enum. `LaunchType` is of a text, of a list's items or of a map's values; `keys LaunchType` is of
 * a map's keys.
 */
export function enumsOf(service) {
  const folder = path.join(root, 'node_modules/@aws-sdk', `client-${packages[service]}`, 'dist-types/models')
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.d.ts'))
    .map((name) => parse(path.join(folder, name)))
  const words = new Set()
  for (const file of files)
    if (file.fileName.endsWith('enums.d.ts'))
      for (const one of file.statements)
        if (ts.isVariableStatement(one)) words.add(one.declarationList.declarations[0].name.text)
  const out = {}
  const read = (node) => {
    if (ts.isModuleDeclaration(node) && node.body) for (const one of node.body.statements ?? []) read(one)
    if (!ts.isInterfaceDeclaration(node)) return
    const members = {}
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || !member.type) continue
      const found = enumIn(member.type, words)
      if (found) members[member.name.text] = found
    }
    if (Object.keys(members).length > 0) out[node.name.text] = sorted(members)
  }
  for (const file of files) for (const one of file.statements) read(one)
  return sorted(out)
}

const parse = (file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)

const sorted = (of) => Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))

function enumIn(type, words) {
  if (ts.isUnionTypeNode(type)) return type.types.map((one) => enumIn(one, words)).find(Boolean)
  if (ts.isArrayTypeNode(type)) return enumIn(type.elementType, words)
  if (ts.isParenthesizedTypeNode(type)) return enumIn(type.type, words)
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined
  const name = type.typeName.text
  const [first, second] = type.typeArguments ?? []
  if (name === 'Partial' && first) return enumIn(first, words)
  if (name === 'Record' && first && second) {
    const key = enumIn(first, words)
    return key ? `keys ${key}` : enumIn(second, words)
  }
  return words.has(name) ? name : undefined
}

export const textOf = (service) => `${JSON.stringify(enumsOf(service), null, 2)}\n`

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(path.dirname(fileOf('any')), { recursive: true })
  for (const service of Object.keys(packages)) writeFileSync(fileOf(service), textOf(service))
}
