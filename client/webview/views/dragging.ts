// A row that is dragged behind a later one. Where it would land is marked on the element itself: rows are not drawn anew.

const mark = 'drop'
let from: number | undefined

export const dragged = {
  begin(event: DragEvent, row: number): void {
    from = row
    if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
  },

  /** Only what is later is a place for it. */
  over(event: DragEvent, row: number): void {
    if (from === undefined || row <= from) return
    event.preventDefault()
    ;(event.currentTarget as Element).classList.add(mark)
  },

  leave(event: DragEvent): void {
    ;(event.currentTarget as Element).classList.remove(mark)
  },

  drop(event: DragEvent, row: number, act: (moved: number, onto: number) => void): void {
    dragged.leave(event)
    if (from === undefined || row <= from) return
    event.preventDefault()
    act(from, row)
    from = undefined
  },
}
