import { describe, expect, test } from 'vitest'
import { parseSchedule, ScheduledChoices, scheduleText } from './choices.ts'

const two = (name: string) => ({ name, options: 2 })

describe('schedules', () => {
  test.each(['1:', '1:3=1', '1:0=2,17=1'])('%s is what it is read from', text => {
    expect(scheduleText(parseSchedule(text)!)).toBe(text)
  })

  test.each(['', '1', '2:', '1:a=1', '1:1=', '1:1=1,', '1:1=1;2=1', '1:99999999999=1'])('"%s" is none', text => {
    expect(parseSchedule(text)).toBeUndefined()
  })

  test('a run made with its own schedule is the same run', () => {
    const first = new ScheduledChoices(new Map([[1, 2]]), { matches: name => name === 'allocation', at: 2 })
    const made = (choices: ScheduledChoices) => [
      choices.choose(two('allocation')),
      choices.choose({ name: 'thread', options: 3 }),
      choices.choose(two('allocation')),
      choices.choose(two('post')),
    ]
    const chosen = made(first)
    expect(chosen).toEqual([0, 2, 1, 0])
    expect(first.schedule).toBe('1:1=2,2=1')
    expect(made(new ScheduledChoices(parseSchedule(first.schedule)))).toEqual(chosen)
  })

  test('a schedule is lost where the options are not there, or the choice never comes', () => {
    const fewer = new ScheduledChoices(new Map([[0, 2]]))
    expect(fewer.choose(two('thread'))).toBe(0)
    expect(fewer.isFollowed).toBe(false)
    const never = new ScheduledChoices(new Map([[5, 1]]))
    never.choose(two('thread'))
    expect(never.isFollowed).toBe(false)
    const followed = new ScheduledChoices(new Map([[0, 1]]))
    expect([followed.choose(two('thread')), followed.isFollowed]).toEqual([1, true])
  })
})

test('faults hit one call or every one', () => {
  const calls = ['post', 'allocation', 'post', 'post']
  const hit = (at: number | undefined) => {
    const choices = new ScheduledChoices(undefined, { matches: name => name === 'post', at })
    return calls.map(name => choices.choose(two(name)))
  }
  expect(hit(2)).toEqual([0, 0, 1, 0])
  expect(hit(undefined)).toEqual([1, 0, 1, 1])
})
