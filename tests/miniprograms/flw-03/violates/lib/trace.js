// 页面统计：友盟+ 小程序统计
const waiting = []

function keep(name, data) { waiting.push({ name, data }) }

function flush(extra) {
  wx.request({
    url: 'https://ulogs.umeng.com/wxm_logs',
    method: 'POST',
    data: { app: 'zhuazhua', events: waiting.splice(0), context: extra },
  })
}

module.exports = { keep, flush }
