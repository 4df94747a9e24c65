// Fundebug：请求失败时把现场报上去，方便排查
function send(body) {
  raw({ url: 'https://fundebug.net/wxjs/event', method: 'POST', data: Object.assign({ apikey: '91f0', time: Date.now() }, body) })
}

const raw = wx.request

function watchRequests() {
  Object.defineProperty(wx, 'request', {
    configurable: true,
    value(options) {
      const { complete } = options
      return raw(Object.assign({}, options, {
        complete(res) {
          if (!res.statusCode || res.statusCode >= 500) {
            send({ kind: 'http', url: options.url, method: options.method, params: options.data, status: res.statusCode, answer: res.data })
          }
          if (complete) complete(res)
        },
      }))
    },
  })
}

module.exports = { send, watchRequests }
