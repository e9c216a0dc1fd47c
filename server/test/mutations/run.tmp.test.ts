import { test } from 'vitest'
import { openLibrary } from '../../src/main/library.node.ts'
import { memoryFiles } from '../../src/project/files.ts'
import { rules } from '../../src/rules/index.ts'
import { engineOver } from '../support/driver.ts'
import { CorrectDriver } from './correctDriver.ts'
import { operators } from './operators/index.ts'
import { judge, tableOf, type Verdict } from './score.ts'
import { subjects } from './subjects.ts'

test('run', () => {
  const engine = engineOver(memoryFiles(Object.assign({}, ...subjects().map(s => s.texts))), {
    library: openLibrary(import.meta.dirname),
  })
  const only = process.env.ONLY?.split(','),
    subj = process.env.SUBJ
  const most = Number(process.env.MOST ?? 1e9)
  const verdicts: Verdict[] = []
  const codes = new Set(rules.map(r => r.code))
  let broken = 0
  for (const { name, texts } of subjects()) {
    if (subj && !new RegExp(subj).test(name)) continue
    const driver = new CorrectDriver(name, texts, engine)
    if (driver.reports.length)
      console.log(
        name,
        'NOT CLEAN',
        driver.reports.map(r => r.code + r.message),
      )
    const jobs: any[] = []
    for (const op of operators) {
      if ((!process.env.ALLOPS && !codes.has(op.code)) || (only && !only.includes(op.code))) continue
      const all = [...op.mutants(driver)]
      jobs.push({ op, all })
    }
    for (const { op, all } of jobs) {
      const step = Math.max(1, all.length / most)
      const t = Date.now()
      let n = 0
      for (let i = 0; i < all.length; i += step) {
        const m = all[Math.floor(i)]!
        n++
        const v = judge(op, m, driver)
        if (!v) {
          broken++
          console.log('BROKEN', op.code, op.mistake, name, m.place.file, JSON.stringify(m.edits))
          continue
        }
        verdicts.push(v)
        if (!v.isFound) console.log('MISSED', v.code, v.mistake, v.place, v.line)
        for (const o of v.badFixes) console.log('BADFIX', v.code, v.mistake, v.place, v.line, '->', o)
        for (const o of v.others) console.log('OTHER', v.code, v.mistake, v.place, v.line, '->', o)
      }
      if (n && Date.now() - t > 1500) console.log('TIME', name, op.code, op.mistake, n, Date.now() - t)
    }
    driver.close()
  }
  console.log(tableOf(verdicts))
  console.log('broken', broken)
}, 3000_000)
