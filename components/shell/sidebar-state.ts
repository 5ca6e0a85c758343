const key = 'quayside.sidebar'

/** Goes into the page before anything is drawn. */
export const sidebarScript = `try{if(localStorage.getItem('${key}')==='folded')document.documentElement.dataset.sidebar='folded'}catch{}`

const watchers = new Set<() => void>()

export const sidebar = {
  watch(onChange: () => void) {
    watchers.add(onChange)
    return () => {
      watchers.delete(onChange)
    }
  },
  folded: () => document.documentElement.dataset.sidebar === 'folded',
  toggle() {
    const folded = !sidebar.folded()
    if (folded) document.documentElement.dataset.sidebar = 'folded'
    else delete document.documentElement.dataset.sidebar
    try {
      localStorage.setItem(key, folded ? 'folded' : 'open')
    } catch {
      // Storage may be refused (private mode); the choice then lasts as long as the page.
    }
    for (const tell of watchers) tell()
  },
}
