// Expands Adaptive Card templates with the official JavaScript engine, so that the tests can compare.
// One JSON object a line on stdin, {"template":…,"data":…}; one line on stdout for each: {"value":…} or {"throws":"…"}.
// The packages are looked for in the folder that BOT_TESTS_NODE names (it holds node_modules), else beside this file.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { createInterface } from 'node:readline'
import path from 'node:path'

process.env.TZ = 'UTC'
const beside = process.env.BOT_TESTS_NODE
const require = createRequire(beside ? pathToFileURL(path.join(beside, 'package.json')) : import.meta.url)
const { Template } = require('adaptivecards-templating')

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line === '') continue
  const { template, data } = JSON.parse(line)
  let answer
  try {
    answer = { value: new Template(template).expand({ $root: data }) }
  } catch (problem) {
    answer = { throws: String(problem?.message ?? problem) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
