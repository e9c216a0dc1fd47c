// Whether somebody still draws the panel. VS Code says nothing when the process of a webview dies or its frame is lost; the
// tab stays, and is blank. So who shows the panel asks its page, and one that does not answer is made anew.

/** For the answer of a page that may still be loading, in milliseconds. */
const patienceMs = 3_000

export class PageLife {
  #waiting: ReturnType<typeof setTimeout> | undefined

  /** `ask`: the page, which answers; `dead`: it has not. */
  check(ask: () => void, dead: () => void): void {
    if (this.#waiting !== undefined) return
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined
      dead()
    }, patienceMs)
    ask()
  }

  /** Whatever comes from the page is a sign of life. */
  heard(): void {
    clearTimeout(this.#waiting)
    this.#waiting = undefined
  }
}
