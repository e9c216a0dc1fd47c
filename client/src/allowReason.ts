// The author's reason in the text of an `@mrx allow`. Strings of annotations are raw and end with their line.
import { allowPlaceholder } from '../../server/src/protocol/requests.ts'

export function withReason(newText: string, reason: string): string {
  const oneLine = reason.replaceAll('"', "'").replaceAll(/\s+/g, ' ').trim()
  return newText.replace(`"${allowPlaceholder}"`, () => `"${oneLine}"`)
}
