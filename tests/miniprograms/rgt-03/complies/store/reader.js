const URL = 'https://book.tongyue.example/reader'
let now = null
const listeners = new Set()

const tell = () => listeners.forEach((listen) => listen(now))
const send = (path, data) =>
  new Promise((resolve) =>
    wx.request({ url: URL + path, method: 'POST', data, success: (res) => resolve(res.data), fail: () => resolve(null) }),
  )

export const reader = {
  load() { now = null },
  watch(listen) {
    listeners.add(listen)
    listen(now)
    return () => listeners.delete(listen)
  },
  async open(code) {
    now = await send('/open', { code })
    tell()
  },
  async save(change) {
    await send('/save', change)
    now = { ...now, ...change }
    tell()
  },
  async close() {
    await send('/close')
    now = null
    tell()
  },
}
