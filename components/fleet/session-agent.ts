const browsers: [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Chrome, headless'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
]
const systems: [RegExp, string][] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]

const first = (of: [RegExp, string][], text: string) => of.find(([shape]) => shape.test(text))?.[1]

/** "Firefox on Linux", from what a browser says of itself; all of it where it says nothing known. */
export function agentWords(agent: string | null): string {
  if (!agent) return 'A browser that did not say which'
  const browser = first(browsers, agent)
  const system = first(systems, agent)
  return browser ? [browser, system].filter(Boolean).join(' on ') : agent
}
